import type { ContentType } from "@minato/release-title";

import { createNameTest, type NameTest } from "./name-pattern.ts";
import { hasCategory, type RuleEffect, type RuleMatch } from "./rule.ts";

/** What of a rule is applied. */
export interface AppliedRule {
  id: number;
  /** Version of all rules with which it last changed. */
  version: number;
  match: RuleMatch;
  effect: RuleEffect;
}

/** What rules look at that no rule changes. */
export interface RuleSubject {
  name: string;
  /** Bytes; null when unknown. */
  size: number | null;
  /** Endings of its files in lower case; read only when a rule asks. */
  extensions: () => ReadonlySet<string>;
  sources: readonly string[];
}

/** What rules look at and change, each seeing what the ones before it did. */
export interface RuleOutcome {
  contentType: ContentType;
  categories: number[];
  tags: string[];
  isHidden: boolean;
  /** The rules that matched, in their order. */
  ruleIds: number[];
}

interface CompiledRule extends AppliedRule {
  isNamed: NameTest;
}

/** The rules of an operator, in their order and ready to be applied to many torrents. */
export class RuleSet {
  /** Version of all rules, which rows record. */
  readonly version: number;
  readonly #rules: readonly CompiledRule[];
  readonly #byId: ReadonlyMap<number, CompiledRule>;

  constructor(version: number, rules: readonly AppliedRule[]) {
    this.version = version;
    this.#rules = rules.map((rule) => ({
      ...rule,
      isNamed: rule.match.name === undefined ? () => true : createNameTest(rule.match.name),
    }));
    this.#byId = new Map(this.#rules.map((rule) => [rule.id, rule]));
  }

  /** Whether a rule asks who listed a torrent. */
  get needsSources(): boolean {
    return this.#rules.some(({ match }) => match.sources !== undefined);
  }

  /** Whether a rule asks for the endings of files. */
  get needsFiles(): boolean {
    return this.#rules.some(({ match }) => match.extensions !== undefined);
  }

  /**
   * Applies the rules in their order.
   * @param categoriesOf the categories of a torrent that is of a certain type
   */
  apply(
    subject: RuleSubject,
    read: Pick<RuleOutcome, "contentType" | "categories">,
    categoriesOf: (type: ContentType) => number[],
  ): RuleOutcome {
    const outcome: RuleOutcome = { ...read, tags: [], isHidden: false, ruleIds: [] };
    for (const rule of this.#rules) {
      if (!fits(rule, subject) || !fitsKind(rule.match, outcome)) continue;
      const { contentType, categories, tags = [], hide } = rule.effect;
      outcome.ruleIds.push(rule.id);
      if (contentType !== undefined && contentType !== outcome.contentType) {
        outcome.contentType = contentType;
        outcome.categories = categoriesOf(contentType);
      }
      if (categories !== undefined) outcome.categories = categories;
      outcome.tags.push(...tags);
      outcome.isHidden ||= hide === true;
    }
    return outcome;
  }

  /**
   * Whether rules that changed since a version could make another row of a torrent: one of them
   * matched it before, or might now. Types and categories are left aside, since only reading the
   * name tells them, so this may say yes for nothing but never no wrongly.
   */
  couldChange(subject: RuleSubject, since: number, ruleIds: readonly number[]): boolean {
    const isChanged = ruleIds.some((id) => (this.#byId.get(id)?.version ?? Infinity) > since);
    return isChanged || this.#rules.some((rule) => rule.version > since && fits(rule, subject));
  }
}

/** Whether a torrent fulfils all conditions but those on type and categories. */
function fits({ match, isNamed }: CompiledRule, subject: RuleSubject): boolean {
  const { minSize, maxSize, extensions, sources } = match;
  if (minSize !== undefined && (subject.size === null || subject.size < minSize)) return false;
  if (maxSize !== undefined && (subject.size === null || subject.size > maxSize)) return false;
  if (sources !== undefined && !sources.some((name) => subject.sources.includes(name))) {
    return false;
  }
  if (!isNamed(subject.name)) return false;
  return extensions === undefined || extensions.some((one) => subject.extensions().has(one));
}

function fitsKind({ types, categories }: RuleMatch, outcome: RuleOutcome): boolean {
  if (types !== undefined && !types.includes(outcome.contentType)) return false;
  return categories === undefined || hasCategory(outcome.categories, categories);
}

/** The endings of a torrent's files; without files that of its name. */
export function listExtensions(
  name: string,
  files: readonly { path: string }[],
): ReadonlySet<string> {
  const paths = files.length === 0 ? [name] : files.map(({ path }) => path);
  return new Set(
    paths.flatMap((path) => {
      const ending = /\.([a-z0-9]{1,12})$/i.exec(path.slice(-20))?.[1]?.toLowerCase();
      return ending === undefined ? [] : [ending];
    }),
  );
}
