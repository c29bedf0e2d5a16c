import type { ApiInputs, ApiOutputs } from "../../lib/orpc.ts";

/** A stored rule. */
export type Rule = ApiOutputs["classification"]["rules"]["list"]["items"][number];
/** What a rule says, as the server takes it. */
export type RuleDefinition = ApiInputs["classification"]["rules"]["create"];
type ContentType = NonNullable<Rule["effect"]["contentType"]>;
type PatternKind = NonNullable<Rule["match"]["name"]>["kind"];

/** Ways to say which titles are meant. */
export const PATTERN_KINDS = [
  "words",
  "phrase",
  "glob",
  "regex",
] as const satisfies readonly PatternKind[];

/** A rule as it stands in its form. */
export interface RuleDraft {
  name: string;
  /** Empty: any title. */
  kind: PatternKind | "";
  pattern: string;
  types: readonly string[];
  inCategories: readonly number[];
  extensions: string;
  sources: string;
  /** In GiB. */
  minSize: string;
  maxSize: string;
  /** Empty: left as it is. */
  setType: string;
  setCategories: readonly number[];
  tags: string;
  hide: boolean;
}

const GIB = 1024 ** 3;

/** The form of a rule, or of a new one. */
export function toDraft(rule: Rule | undefined): RuleDraft {
  const { name = "", match = {}, effect = {} } = rule ?? {};
  return {
    name,
    kind: match.name?.kind ?? (rule === undefined ? "words" : ""),
    pattern: match.name?.text ?? "",
    types: match.types ?? [],
    inCategories: match.categories ?? [],
    extensions: (match.extensions ?? []).join(" "),
    sources: (match.sources ?? []).join(", "),
    minSize: toGib(match.minSize),
    maxSize: toGib(match.maxSize),
    setType: effect.contentType ?? "",
    setCategories: effect.categories ?? [],
    tags: (effect.tags ?? []).join(" "),
    hide: effect.hide ?? false,
  };
}

/** What the form says; an empty field is no condition. */
export function toMatch(draft: RuleDraft): Rule["match"] {
  const { kind, pattern, types, inCategories } = draft;
  const text = pattern.trim();
  return withoutAbsent({
    name: kind === "" || text === "" ? undefined : { kind, text },
    // The server knows the types; they come from its list.
    types: types.length === 0 ? undefined : (types as ContentType[]),
    categories: inCategories.length === 0 ? undefined : [...inCategories],
    extensions: toList(draft.extensions, /[\s,]+/),
    sources: toList(draft.sources, /\s*,\s*/),
    minSize: toBytes(draft.minSize),
    maxSize: toBytes(draft.maxSize),
  });
}

/** What the form makes happen; an empty field is no effect. */
export function toEffect({ setType, setCategories, tags, hide }: RuleDraft): Rule["effect"] {
  return withoutAbsent({
    contentType: setType === "" ? undefined : (setType as ContentType),
    categories: setCategories.length === 0 ? undefined : [...setCategories],
    tags: toList(tags, /[\s,]+/),
    hide: hide ? true : undefined,
  });
}

/** Whether the form says both when and what. */
export function isComplete(draft: RuleDraft): boolean {
  return Object.keys(toMatch(draft)).length > 0 && Object.keys(toEffect(draft)).length > 0;
}

/** A name for a rule nobody has named yet. */
export function suggestName(draft: RuleDraft): string {
  const words = [draft.pattern.trim(), draft.tags.trim(), draft.setType];
  return (words.find((word) => word !== "") ?? "").slice(0, 100);
}

function toList(text: string, separator: RegExp): string[] | undefined {
  const values = text.split(separator).filter((value) => value.trim() !== "");
  return values.length === 0 ? undefined : values;
}

function toGib(bytes: number | undefined): string {
  return bytes === undefined ? "" : String(Number((bytes / GIB).toFixed(3)));
}

function toBytes(text: string): number | undefined {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) || value === 0 ? undefined : Math.round(value * GIB);
}

function withoutAbsent<T extends object>(
  values: T,
): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  // Only what is undefined is left out.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
