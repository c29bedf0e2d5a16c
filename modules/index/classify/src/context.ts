import type { RuleBook } from "./rules/rule-book.ts";
import type { ClassifyThreads } from "./threads/classify-threads.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly classify: {
      /** The operator's rules, compiled. */
      readonly rules: RuleBook;
      /** Read and write what torrents are, beside the main thread. */
      readonly threads: ClassifyThreads;
    };
  }
}
