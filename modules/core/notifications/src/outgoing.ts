import type { Kind } from "./topics.ts";

/** A notification in words, as it leaves the server. */
export interface Outgoing {
  /** The same for each try, and for nothing else. */
  key: string;
  /** The same for everything that takes its place. */
  threadKey: string;
  topic: string;
  kind: Kind;
  title: string;
  text: string;
  /** Below the address of the server. */
  path: string;
  /** Absent while the address of the server is not known. */
  link: string | undefined;
  count: number;
  happenedAt: string;
  isUrgent: boolean;
}
