import { useSentences } from "../../lib/use-sentences.ts";

/** A sentence that the server keeps in English, in the language of the page. */
export function ServerText({ text }: { text: string }) {
  return useSentences()(text);
}
