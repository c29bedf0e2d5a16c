import type { Principal } from "@minato/kit";

/** Who acts, for the audit; the command line and the program itself have neither part. */
export interface Caller {
  readonly principal: Principal | undefined;
  readonly address: string | undefined;
}

/** The program itself: its start, or a person at its command line. */
export const SYSTEM: Caller = { principal: undefined, address: undefined };
