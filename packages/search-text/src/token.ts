/** A token and the range of folded text that it stands for. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/**
 * What the tokens are for: the index holds every form that a query may take, a query asks for one.
 * For each text the query tokens are among the index tokens.
 */
export type Mode = "index" | "query";

/** A list of tokens that refuses to grow beyond its limit. */
export interface TokenSink {
  readonly mode: Mode;
  add(text: string, start: number, end: number): void;
}
