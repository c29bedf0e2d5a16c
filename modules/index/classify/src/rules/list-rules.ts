import { AppError, type Context } from "@minato/kit";
import type { PoolClient } from "pg";

import type { Rule } from "./rule.ts";

interface RuleRow extends Omit<Rule, "createdAt" | "updatedAt"> {
  createdAt: Date;
  updatedAt: Date;
}

const SELECT = `select id, position, name, is_enabled as "isEnabled", match, effect,
  created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt"
  from classification_rules`;

/** All rules in the order in which they are applied. */
export async function listRules(ctx: Context): Promise<Rule[]> {
  const { rows } = await ctx.db.$client.query<RuleRow>(`${SELECT} order by position, id`);
  return rows.map(toRule);
}

/**
 * Loads a rule.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function loadRule(client: Pick<PoolClient, "query">, id: number): Promise<Rule> {
  const { rows } = await client.query<RuleRow>(`${SELECT} where id = $1`, [id]);
  if (rows[0] === undefined) throw new AppError("NOT_FOUND", "No rule with this id");
  return toRule(rows[0]);
}

function toRule(row: RuleRow): Rule {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
