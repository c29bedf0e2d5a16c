import type { Context } from "./context.ts";

/** Something that is wrong now and needs a person. */
export interface FoundProblem {
  /** Which of those that the check can find: the name of a source. */
  readonly key: string;
  /** What its text is made of, as the module `notifications` declares it for the topic. */
  readonly values: Readonly<Record<string, string | number>>;
  /** A larger one means that it happened again: the number of the backup that failed. */
  readonly mark?: number;
}

/** Looks for what is wrong, so that administrators are told when it begins. */
export interface ProblemCheck {
  /** Which notification it makes. */
  readonly topic: string;
  /** How often it looks; every minute unless told. */
  readonly everyMinutes?: number;
  /** All that is wrong now; what is not found any more is over. */
  readonly find: (ctx: Context) => Promise<readonly FoundProblem[]>;
}
