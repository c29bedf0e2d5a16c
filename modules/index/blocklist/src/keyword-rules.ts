import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type RequestContext } from "@minato/kit";
import { z } from "zod";

import { ACTIONS, DEFAULT_RULE_LABEL, TARGETS } from "./block-rules.ts";
import { recordVersion } from "./blocklist-version.ts";
import { keywordRuleAdded, rulesLifted } from "./events.ts";
import { findPatternProblem } from "./keyword-matcher.ts";

const MAX_RULES = 1000;

export const KeywordRuleInput = z.object({
  pattern: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe("Words that must stand next to each other; case, accents and separators are alike"),
  target: z.enum(TARGETS).default("both"),
  action: z
    .enum(ACTIONS)
    .default("delete")
    .describe("`block` also blocks the info hash, which outlives the rule"),
});

/** A rule by which words keep torrents out. */
export const KeywordRuleItem = z.object({
  id: z.int(),
  pattern: z.string().describe("Of the built-in rule only what it is for"),
  target: z.enum(TARGETS),
  action: z.enum(ACTIONS),
  isDefault: z.boolean().describe("Built in; it cannot be removed"),
  hits: z.int(),
  lastHitAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});

/** A rule by which words keep torrents out. */
export type KeywordRuleItem = z.output<typeof KeywordRuleItem>;

type RuleRow = Omit<KeywordRuleItem, "lastHitAt" | "createdAt"> & {
  lastHitAt: Date | null;
  createdAt: Date;
};

const COLUMNS = `id, pattern, target, action, is_default as "isDefault", hits,
  last_hit_at as "lastHitAt", created_by as "createdBy", created_at as "createdAt"`;

/**
 * Adds a rule and sends what applies it to stored torrents.
 * @throws {AppError} BAD_REQUEST when the pattern has no usable words, CONFLICT when there is one
 * like it or there are too many
 */
export async function addKeywordRule(
  request: RequestContext,
  { pattern, target, action }: z.output<typeof KeywordRuleInput>,
): Promise<KeywordRuleItem> {
  const { ctx, principal, address } = request;
  const problem = findPatternProblem(pattern);
  if (problem !== undefined) {
    throw new AppError("BAD_REQUEST", `Unusable pattern: ${problem}`, {
      errors: [{ field: "pattern", message: problem }],
    });
  }
  return transaction(ctx.db.$client, async (client) => {
    await ctx.emit(keywordRuleAdded, {}, client);
    const { rows } = await client.query<RuleRow>(
      `insert into keyword_rules (pattern, target, action, created_by, created_at)
       select $1, $2, $3, $4, $5 where (select count(*) from keyword_rules) < ${MAX_RULES}
       on conflict do nothing returning ${COLUMNS}`,
      [pattern, target, action, principal?.name ?? "system", ctx.now()],
    );
    const [rule] = rows;
    if (rule === undefined) {
      throw new AppError("CONFLICT", `There is such a rule already, or ${MAX_RULES} of them`);
    }
    const act = { action: "blocklist.addKeyword", object: pattern, after: { target, action } };
    await recordAudit(ctx, { principal, address, ...act }, client);
    await recordVersion(client, { kind: "rules", count: 1 });
    return toItem(rule);
  });
}

/**
 * Removes a rule; what it deleted comes back from the purgatory or with the next records.
 * @throws {AppError} NOT_FOUND when there is none, FORBIDDEN when it is the built-in one
 */
export async function removeKeywordRule(request: RequestContext, id: number): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<RuleRow>(
      `select ${COLUMNS} from keyword_rules where id = $1 for update`,
      [id],
    );
    const [rule] = rows;
    if (rule === undefined) throw new AppError("NOT_FOUND", "No keyword rule with this id");
    if (rule.isDefault) throw new AppError("FORBIDDEN", "The built-in rule cannot be removed");
    await client.query("delete from keyword_rules where id = $1", [id]);
    const { pattern, target, action } = rule;
    const act = { action: "blocklist.removeKeyword", object: pattern, before: { target, action } };
    await recordAudit(ctx, { principal, address, ...act }, client);
    await recordVersion(client, { kind: "rules", count: 1 });
    await ctx.emit(rulesLifted, {}, client);
  });
}

/** All rules, the built-in one first, with how often they matched. */
export async function listKeywordRules(ctx: Context): Promise<{ items: KeywordRuleItem[] }> {
  const { rows } = await ctx.db.$client.query<RuleRow>(
    `select ${COLUMNS} from keyword_rules order by is_default desc, id`,
  );
  return { items: rows.map(toItem) };
}

function toItem(row: RuleRow): KeywordRuleItem {
  return {
    ...row,
    pattern: row.isDefault ? DEFAULT_RULE_LABEL : row.pattern,
    lastHitAt: row.lastHitAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
