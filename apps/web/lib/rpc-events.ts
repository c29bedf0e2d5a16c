import { RequestError } from "./api-error.ts";
import { unwrap } from "./rpc-value.ts";

const MESSAGE_END = "\n\n";
/** A message longer than this is none of ours; in characters. */
const LONGEST_MESSAGE = 1_000_000;

/**
 * The events of a response one by one, as oRPC writes them: `message`, then `done` or `error`.
 * Whoever goes on to something else ends the stream.
 * @throws RequestError when the server tells of an error
 */
export async function* readEvents(response: Response): AsyncGenerator<unknown, void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const messages = (rest + decoder.decode(value, { stream: true })).split(MESSAGE_END);
      rest = messages.pop() ?? "";
      if (rest.length > LONGEST_MESSAGE) throw new TypeError("an event without end");
      for (const message of messages) {
        const { event, data } = parseMessage(message);
        if (event === "done" || event === "close") return;
        if (event === "error") throw await RequestError.from(response.status, data);
        if (event === "message") yield data;
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** Comments keep the connection awake and say nothing. */
function parseMessage(message: string): { event: string | undefined; data: unknown } {
  const fields = new Map(
    message.split("\n").map((line) => {
      const [name = "", ...value] = line.split(": ");
      return [name, value.join(": ")];
    }),
  );
  const text = fields.get("data");
  const data: unknown = text === undefined || text === "" ? undefined : JSON.parse(text);
  return { event: fields.get("event"), data: unwrap(data) };
}
