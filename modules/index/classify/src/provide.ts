import type { Provided } from "@minato/kit";

import "./context.ts";
import { RuleBook } from "./rules/rule-book.ts";

/** Adds what every reading of names in the process shares. */
export async function provideClassify(): Promise<Provided> {
  return { context: { classify: { rules: new RuleBook() } }, close: async () => {} };
}
