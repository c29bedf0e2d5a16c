import type { Pool } from "pg";

import { RuleSet, type AppliedRule } from "./rule-set.ts";

/** The versions that decide which rows are stale. */
export interface ClassificationState {
  rulesVersion: number;
  /** Every torrent was looked at with at least these. */
  checkedRulesVersion: number;
  checkedParserVersion: number;
}

/** Holds the rules compiled, and reads them again when somebody changed them. */
export class RuleBook {
  #rules: Promise<RuleSet> | undefined;
  #version = -1;

  /** The rules that are enabled, as they are now. */
  async load(pool: Pool): Promise<RuleSet> {
    const { rulesVersion } = await loadClassificationState(pool);
    if (this.#rules === undefined || rulesVersion !== this.#version) {
      this.#version = rulesVersion;
      this.#rules = loadRules(pool, rulesVersion);
      // What failed is tried again by the next caller.
      this.#rules.catch(() => (this.#rules = undefined));
    }
    return this.#rules;
  }
}

/** The versions as they are now. */
export async function loadClassificationState(pool: Pool): Promise<ClassificationState> {
  const { rows } = await pool.query<ClassificationState>({
    name: "classify-state",
    text: `select rules_version as "rulesVersion", checked_rules_version as "checkedRulesVersion",
      checked_parser_version as "checkedParserVersion" from classification_state`,
  });
  if (rows[0] === undefined) throw new Error("the table classification_state has lost its row");
  return rows[0];
}

/** Rules that were changed after the version was read carry a higher one, and rows are read again. */
async function loadRules(pool: Pool, version: number): Promise<RuleSet> {
  const { rows } = await pool.query<AppliedRule>(
    `select id, version, match, effect from classification_rules where is_enabled
     order by position, id`,
  );
  return new RuleSet(version, rows);
}
