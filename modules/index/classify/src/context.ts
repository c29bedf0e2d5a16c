import type { RuleBook } from "./rules/rule-book.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly classify: {
      /** The operator's rules, compiled. */
      readonly rules: RuleBook;
    };
  }
}
