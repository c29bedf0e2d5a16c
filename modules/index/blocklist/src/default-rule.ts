import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";

import { recordVersion } from "./blocklist-version.ts";
import { keywordRuleAdded } from "./events.ts";

const TERMS_FILE = path.join(import.meta.dirname, "default-terms.txt");

/** Reads the terms of the built-in rule, which the file holds in base64, one a line. */
export function readDefaultTerms(): string[] {
  return readFileSync(TERMS_FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => Buffer.from(line, "base64").toString());
}

/**
 * Makes sure the built-in rule exists, and applies it to what is stored when its terms are not
 * those of the last start.
 */
export async function ensureDefaultRule(ctx: Context, terms: readonly string[]): Promise<void> {
  const digest = createHash("sha256").update(terms.join("\n")).digest("hex");
  const { rowCount } = await ctx.db.$client.query(
    "select 1 from keyword_rules where is_default and pattern = $1",
    [digest],
  );
  if (rowCount) return;
  await transaction(ctx.db.$client, async (client) => {
    await ctx.emit(keywordRuleAdded, {}, client);
    // Another process that starts may add the same: it conflicts by its pattern, too.
    await client.query(
      `insert into keyword_rules (pattern, target, action, is_default, created_by, created_at)
       values ($1, 'both', 'block', true, 'system', $2) on conflict do nothing`,
      [digest, ctx.now()],
    );
    await client.query("update keyword_rules set pattern = $1 where is_default", [digest]);
    await recordVersion(client, { kind: "rules", count: 1 });
  });
}
