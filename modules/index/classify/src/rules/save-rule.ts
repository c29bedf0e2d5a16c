import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import type { PoolClient } from "pg";

import { loadRule } from "./list-rules.ts";
import type { Rule, RuleDefinition } from "./rule.ts";

const MAX_RULES = 200;

/**
 * Makes a rule, which is applied after all others.
 * @throws {AppError} CONFLICT when there are too many
 */
export async function createRule(
  request: RequestContext,
  definition: RuleDefinition,
): Promise<Rule> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const version = await raiseVersion(client);
    const { rows } = await client.query<{ id: number }>(
      `insert into classification_rules
         (position, version, is_enabled, name, match, effect, created_by, created_at, updated_at)
       select coalesce(max(position), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $7
       from classification_rules having count(*) < ${MAX_RULES} returning id`,
      [version, ...toColumns(definition), principal?.name ?? "system", ctx.now()],
    );
    if (rows[0] === undefined) {
      throw new AppError("CONFLICT", `Expected at most ${MAX_RULES} rules`);
    }
    const object = `rule ${rows[0].id}`;
    const act = { action: "classify.createRule", object, after: definition };
    await recordAudit(ctx, { principal, address, ...act }, client);
    return loadRule(client, rows[0].id);
  });
}

/**
 * Replaces everything a rule says; it keeps its place.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function updateRule(
  request: RequestContext,
  id: number,
  definition: RuleDefinition,
): Promise<Rule> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const version = await raiseVersion(client);
    const before = await loadRule(client, id);
    await client.query(
      `update classification_rules set version = $2, is_enabled = $3, name = $4, match = $5,
         effect = $6, updated_at = $7 where id = $1`,
      [id, version, ...toColumns(definition), ctx.now()],
    );
    const act = { action: "classify.updateRule", object: `rule ${id}`, before, after: definition };
    await recordAudit(ctx, { principal, address, ...act }, client);
    return loadRule(client, id);
  });
}

/**
 * Removes a rule; what it did to torrents stays until they are read again.
 * @throws {AppError} NOT_FOUND when there is none
 */
export async function deleteRule(request: RequestContext, id: number): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    await raiseVersion(client);
    const before = await loadRule(client, id);
    await client.query("delete from classification_rules where id = $1", [id]);
    const act = { action: "classify.deleteRule", object: `rule ${id}`, before };
    await recordAudit(ctx, { principal, address, ...act }, client);
  });
}

/**
 * Applies the rules in another order from now on.
 * @throws {AppError} CONFLICT when the ids are not those of all rules
 */
export async function orderRules(request: RequestContext, ids: readonly number[]): Promise<void> {
  const { ctx, principal, address } = request;
  await transaction(ctx.db.$client, async (client) => {
    const version = await raiseVersion(client);
    const { rows } = await client.query<{ id: number }>(
      "select id from classification_rules order by position, id",
    );
    const before = rows.map(({ id }) => id);
    const isSame = before.length === ids.length && new Set([...before, ...ids]).size === ids.length;
    if (!isSame) {
      throw new AppError("CONFLICT", "The rules changed meanwhile; load them again", {
        errors: [{ field: "ids", message: "expected the ids of all rules, each once" }],
      });
    }
    await client.query(
      `update classification_rules r set position = u.place::int,
         version = case when r.id = ($2::int[])[u.place] then r.version else $3 end
       from unnest($1::int[]) with ordinality u(id, place) where u.id = r.id`,
      [ids, before, version],
    );
    const act = { action: "classify.orderRules", object: "rules", before, after: ids };
    await recordAudit(ctx, { principal, address, ...act }, client);
  });
}

/** Takes the next version; its lock puts changes of rules one after the other. */
async function raiseVersion(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `update classification_state set rules_version = rules_version + 1
     returning rules_version as version`,
  );
  if (rows[0] === undefined) throw new Error("the table classification_state has lost its row");
  return rows[0].version;
}

function toColumns({ isEnabled, name, match, effect }: RuleDefinition): unknown[] {
  return [isEnabled, name, JSON.stringify(match), JSON.stringify(effect)];
}
