import { setImmediate } from "node:timers/promises";

import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { contentTypeCodes } from "@minato/torrents/attribute-codes";
import { unpackFiles } from "@minato/torrents/file-list";
import { expandCategory } from "@minato/torznab";
import { DatabaseError, type PoolClient } from "pg";
import { z } from "zod";

import { describeChange, RowChange } from "../previews/compare-attributes.ts";
import { loadAttributes } from "../previews/load-attributes.ts";
import { readTorrents } from "../read-torrents.ts";
import { listRules } from "./list-rules.ts";
import { wordsOf } from "./name-pattern.ts";
import { listExtensions, RuleSet } from "./rule-set.ts";
import { RuleEffect, RuleMatch, type Rule } from "./rule.ts";

const PAGE = 4000;
/** Ids that one statement looks through, so that each ends soon however few rows it finds. */
const WINDOW = 100_000;
/** Names tested before other work gets its turn. */
const SLICE = 500;
const MAX_DURATION_MS = 2500;
const STATEMENT_TIMEOUT_MS = 2000;
const QUERY_CANCELED = "57014";
const MAX_SAMPLES = 12;
/** The largest id a torrent can have. */
const BEHIND_ALL = 2_147_483_647;
/** The number of a rule that has none yet. */
const DRAFT_ID = 0;

/** A rule before it is saved. */
export const RulePreviewInput = z.object({
  match: RuleMatch,
  effect: RuleEffect,
  ruleId: z.int().optional().describe("The rule it would take the place of"),
});

/** What a rule would match, counted from the newest torrent on. */
export const RulePreview = z.object({
  matched: z.int().describe("At least this many when isComplete is false"),
  isComplete: z.boolean(),
  lookedBackTo: z.iso
    .datetime()
    .nullable()
    .describe("How far back the count goes where time ran out; null when it is complete"),
  samples: z.array(RowChange).describe("The newest of them, before and after"),
});

/** What a rule would match. */
export type RulePreview = z.output<typeof RulePreview>;

interface CandidateRow {
  id: number;
  title: string;
  files: Buffer | null;
}

interface Counted {
  matched: number;
  newestIds: number[];
  isComplete: boolean;
  /** Every torrent from this id on was looked at. */
  fromId: number;
}

/**
 * Tells what a rule would match, and what that would change, without saving it. Looks for a few
 * seconds at most. Types and categories are taken as they are stored.
 */
export async function previewRule(
  ctx: Context,
  input: z.output<typeof RulePreviewInput>,
): Promise<RulePreview> {
  const counted = await countMatches(ctx, input.match);
  const { isComplete, fromId } = counted;
  const lookedBackTo = isComplete ? undefined : await findTime(ctx, fromId);
  return {
    matched: counted.matched,
    isComplete,
    lookedBackTo: lookedBackTo?.toISOString() ?? null,
    samples: await describeSamples(ctx, input, counted.newestIds),
  };
}

async function countMatches(ctx: Context, match: RuleMatch): Promise<Counted> {
  const counted: Counted = {
    matched: 0,
    newestIds: [],
    isComplete: false,
    fromId: BEHIND_ALL,
  };
  try {
    await transaction(ctx.db.$client, async (client) => {
      await client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
      await walkCandidates(client, match, counted);
    });
  } catch (error) {
    // What was counted until then stands.
    if (!(error instanceof DatabaseError) || error.code !== QUERY_CANCELED) throw error;
  }
  return counted;
}

async function walkCandidates(
  client: PoolClient,
  match: RuleMatch,
  counted: Counted,
): Promise<void> {
  const until = performance.now() + MAX_DURATION_MS;
  const { sql, values } = writeConditions(match);
  // Everything else is in the statement.
  const rule = { id: DRAFT_ID, version: 0, effect: {}, match: onlyNames(match) };
  const rules = new RuleSet(0, [rule]);
  const { rows: ends } = await client.query<{ first: number | null; last: number | null }>(
    "select min(id) as first, max(id) as last from torrents",
  );
  const { first, last } = ends[0] ?? {};
  if (last) counted.fromId = last + 1;
  while (performance.now() < until) {
    const before = counted.fromId;
    if (!first || before <= first) {
      counted.isComplete = true;
      return;
    }
    const from = before - WINDOW;
    const { rows } = await client.query<CandidateRow>(
      `select t.id, t.title, ${match.extensions === undefined ? "null" : "f.files"} as files
       from torrents t left join torrent_attributes a on a.torrent_id = t.id
       ${match.extensions === undefined ? "" : "left join torrent_files f on f.torrent_id = t.id"}
       where t.id < $1 and t.id >= $2 ${sql} order by t.id desc limit ${PAGE}`,
      [before, from, ...values],
    );
    for (let start = 0; start < rows.length; start += SLICE) {
      for (const row of rows.slice(start, start + SLICE)) {
        if (!isMatched(rules, row)) continue;
        counted.matched += 1;
        if (counted.newestIds.length < MAX_SAMPLES) counted.newestIds.push(row.id);
      }
      await setImmediate();
    }
    counted.fromId = rows.length < PAGE ? from : (rows.at(-1)?.id ?? from);
  }
}

/** When the first torrent from an id on came in; now where none did. */
async function findTime(ctx: Context, fromId: number): Promise<Date> {
  const { rows } = await ctx.db.$client.query<{ indexedAt: Date }>(
    'select indexed_at as "indexedAt" from torrents where id >= $1 order by id limit 1',
    [fromId],
  );
  return rows[0]?.indexedAt ?? ctx.now();
}

function onlyNames({ name, extensions }: RuleMatch): RuleMatch {
  return { name, extensions };
}

function isMatched(rules: RuleSet, { title, files }: CandidateRow): boolean {
  const subject = {
    name: title,
    size: null,
    extensions: () => listExtensions(title, files === null ? [] : unpackFiles(files)),
    sources: [],
  };
  return rules.couldChange(subject, -1, []);
}

/** The conditions the database knows; the first two parameters are taken. */
function writeConditions(match: RuleMatch): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const require = (sql: (parameter: string) => string, value: unknown) => {
    values.push(value);
    conditions.push(`and ${sql(`$${values.length + 2}`)}`);
  };
  const words = wordsOf(match.name);
  if (words.length > 0) {
    const quoted = words.map((word) => `'${word.replace(/[\\']/g, "$&$&")}'`).join(" & ");
    require((parameter) => `t.document @@ ${parameter}::tsquery`, quoted);
  }
  if (match.minSize !== undefined) require((one) => `t.size >= ${one}::bigint`, match.minSize);
  if (match.maxSize !== undefined) require((one) => `t.size <= ${one}::bigint`, match.maxSize);
  if (match.types !== undefined) {
    const codes = match.types.map(contentTypeCodes.toCode);
    require((one) => `a.content_type = any(${one}::smallint[])`, codes);
  }
  if (match.categories !== undefined) {
    const ids = match.categories.flatMap((id) => expandCategory(id));
    require((one) => `a.categories && ${one}::int[]`, ids);
  }
  if (match.sources !== undefined) {
    require((one) => `exists (select from torrent_sources s join sources n on n.id = s.source_id
      where s.torrent_id = t.id and n.name = any(${one}::text[]))`, match.sources);
  }
  return { sql: conditions.join(" "), values };
}

async function describeSamples(
  ctx: Context,
  { match, effect, ruleId }: z.output<typeof RulePreviewInput>,
  ids: readonly number[],
): Promise<RowChange[]> {
  if (ids.length === 0) return [];
  const stored = await listRules(ctx);
  const draft = { id: ruleId ?? DRAFT_ID, version: 0, match, effect };
  const others = stored.filter((rule) => rule.isEnabled || rule.id === ruleId);
  const isReplaced = others.some(({ id }) => id === ruleId);
  const applied = others.map((rule) => (rule.id === ruleId ? draft : toApplied(rule)));
  const rules = new RuleSet(0, isReplaced ? applied : [...applied, draft]);
  const after = await readTorrents(ctx, ids, rules);
  const before = await loadAttributes(ctx, ids);
  return after
    .toSorted((left, right) => right.torrentId - left.torrentId)
    .flatMap((row) => {
      const known = before.get(row.torrentId);
      return known === undefined ? [] : [describeChange(known, row)];
    });
}

function toApplied({ id, match, effect }: Rule) {
  return { id, version: 0, match, effect };
}
