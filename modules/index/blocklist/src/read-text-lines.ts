/** Plain text, one entry a line, as people and other programs publish lists. */

/** Longest line that is read; of a longer one nothing is kept and an empty text arrives. */
export const MAX_LINE_LENGTH = 66_000;

/** Splits a stream of bytes into lines of UTF-8 without their ends, holding one line at most. */
export async function* readTextLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ text: string; isOverlong: boolean }> {
  const decoder = new TextDecoder();
  let rest = "";
  let isOverlong = false;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      const isTooLong = isOverlong || text.length > MAX_LINE_LENGTH;
      yield { text: isTooLong ? "" : text, isOverlong: isTooLong };
      isOverlong = false;
    }
    if (rest.length > MAX_LINE_LENGTH) {
      rest = "";
      isOverlong = true;
    }
  }
  rest += decoder.decode();
  if (rest !== "" || isOverlong) yield { text: isOverlong ? "" : rest, isOverlong };
}
