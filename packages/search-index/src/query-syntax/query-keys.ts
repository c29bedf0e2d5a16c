/** A key with whole or decimal numbers: `year:2010`, `year:2010..2015`, `seeders:>5`, `year:2010,2012`. */
export interface NumberKey {
  kind: "number";
  column: string;
  /** What may stand before the number and means nothing, such as `tt`, in lower case. */
  prefix?: string;
  /** What may follow the number and means nothing, such as `p`, in lower case. */
  suffix?: string;
}

/** A key with sizes in bytes, units of 1,024: `size:>2gb`, `size:700mb..2gb`. */
export interface SizeKey {
  kind: "size";
  column: string;
}

/**
 * A key with ages or dates over a column of seconds since 1970: `added:<7d` for the last week,
 * `added:>1y` for before, `added:2024`, `added:2024-03..2024-05`.
 */
export interface DateKey {
  kind: "date";
  column: string;
  /** What is put before a date, so that none need be typed: `before:2024`; ages are no values then. */
  operator?: "<" | ">=";
}

/** A key with texts of an enum or set column: `type:tv`, `lang:en,de`, `group:"two words"`. */
export interface TextKey {
  kind: "text";
  column: string;
  /** What the column holds for what was typed; what was typed in lower case unless told. */
  normalize?: (typed: string) => string | readonly string[] | undefined;
  /** Whether texts of the column count that differ from that in upper and lower case only. */
  ignoresCase?: boolean;
  /** Words, in lower case, that ask for documents with none of some texts: `hdr:no`. */
  without?: Readonly<Record<string, readonly string[]>>;
}

/** A key that is asked with yes or no: `hdr:yes`, `hdr:no`. */
export interface FlagKey {
  kind: "flag";
  column: string;
  /** The texts of an enum or set column, or the range of a number column, that mean yes. */
  yes: { values: readonly string[] } | { ranges: readonly (readonly [number, number])[] };
}

/** A key that stands for words: `season:3` for `S03`. */
export interface WordsKey {
  kind: "words";
  write: (typed: string) => string | undefined;
}

/** A key that the caller sees to, such as one for info hashes. */
export interface CustomKey {
  kind: "custom";
  /** Whether the typed value is one; otherwise it is searched as words. */
  accepts?: (typed: string) => boolean;
}

/** What a key of the query language means. */
export type QueryKey = NumberKey | SizeKey | DateKey | TextKey | FlagKey | WordsKey | CustomKey;

/** The keys of a query language by their names in lower case. */
export type QueryKeys = Readonly<Record<string, QueryKey>>;
