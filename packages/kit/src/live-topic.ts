import type { Context } from "./context.ts";
import type { Scope } from "./permissions.ts";

/** Something people watch while it changes; whoever watches is told that it did, not what. */
export interface LiveTopic {
  /** A plural noun: `jobs`. */
  readonly name: string;
  /** Who may know that something changed. */
  readonly scope: Scope;
  /**
   * What differs after each change: an SQL expression that is answered within a millisecond, or a
   * function over the memory of the process. Asked about once a second while somebody watches.
   */
  readonly version: string | ((ctx: Context) => string);
}
