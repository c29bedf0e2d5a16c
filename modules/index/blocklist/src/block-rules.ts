import type { Queryable } from "./blocklist-version.ts";
import { KeywordMatcher } from "./keyword-matcher.ts";
import { TrackerPatterns } from "./tracker-patterns.ts";

/** Where a rule looks. */
export const TARGETS = ["name", "path", "both"] as const;

/**
 * What a rule does with a match: `delete` takes it out and keeps it out as long as the rule is
 * there; `block` blocks its info hash on top, which outlives the rule.
 */
export const ACTIONS = ["delete", "block"] as const;

/** A keyword rule as far as matching needs it. */
export interface KeywordRule {
  id: number;
  /** Any one of them makes a match. */
  patterns: readonly string[];
  target: (typeof TARGETS)[number];
  action: (typeof ACTIONS)[number];
  /** What to tell of it, as the pattern itself may be unfit to be shown. */
  label: string;
}

/** What is blocked apart from single torrents. */
export interface BlockRules {
  readonly trackers: TrackerPatterns;
  readonly keywords: KeywordMatcher;
}

/** How the default rule is called wherever it is shown; its terms are not. */
export const DEFAULT_RULE_LABEL = "built-in rule against child-abuse material";

interface RuleRow extends Omit<KeywordRule, "patterns" | "label"> {
  pattern: string;
  isDefault: boolean;
}

/** Reads the rules that are in force. */
export async function readRules(
  client: Queryable,
  defaultTerms: readonly string[],
): Promise<BlockRules> {
  const trackers = await client.query<{ pattern: string }>("select pattern from blocked_trackers");
  const rules = await client.query<RuleRow>(
    `select id, pattern, target, action, is_default as "isDefault" from keyword_rules order by id`,
  );
  return {
    trackers: new TrackerPatterns(trackers.rows.map(({ pattern }) => pattern)),
    keywords: new KeywordMatcher(
      rules.rows.map(({ pattern, isDefault, ...rule }) => ({
        ...rule,
        patterns: isDefault ? defaultTerms : [pattern],
        label: isDefault ? DEFAULT_RULE_LABEL : `keyword rule "${pattern}"`,
      })),
    ),
  };
}
