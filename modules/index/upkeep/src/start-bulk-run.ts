import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, assertScope, type RequestContext } from "@minato/kit";
import { readHiddenKey } from "@minato/search/search-torrents";
import type { PoolClient } from "pg";

import type { BulkInput } from "./bulk-input.ts";
import { findRun, insertRun, type BulkRun } from "./bulk-run.ts";
import { captureInfoHashes, captureQuery } from "./capture-torrents.ts";
import { runJob } from "./jobs/work-runs.ts";

/**
 * Fixes which torrents are meant, and lets a job change them.
 * @throws {AppError} BAD_REQUEST when nothing matches, too much does, or an info hash is malformed
 */
export async function startBulkRun(request: RequestContext, input: BulkInput): Promise<BulkRun> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const runId = await insertRun(ctx, client, {
      action: input.action,
      request: describeInput(input),
      startedBy: principal?.name ?? "system",
    });
    const total = await capture(request, client, runId, input);
    const field = input.query === undefined ? "infoHashes" : "query";
    if (total === 0) {
      throw new AppError("BAD_REQUEST", "Nothing matches", {
        errors: [{ field, message: "expected at least one torrent that is known" }],
      });
    }
    await client.query("update bulk_runs set total = $2 where id = $1", [runId, total]);
    await ctx.send(runJob, { runId }, { client });
    await recordAudit(
      ctx,
      {
        principal,
        address,
        action: `torrents.bulk.${input.action}`,
        object: `run ${runId}`,
        after: { ...describeInput(input), total },
      },
      client,
    );
    const run = await findRun(client, runId);
    if (run === undefined) throw new Error("a run was not written");
    return run;
  });
}

async function capture(
  { ctx, principal }: RequestContext,
  client: PoolClient,
  runId: number,
  input: BulkInput,
): Promise<number> {
  if (input.query !== undefined) {
    const query = readHiddenKey(input.query);
    if (query.hidden !== undefined) assertScope(principal, "admin");
    return captureQuery(ctx, client, runId, query);
  }
  return captureInfoHashes(client, runId, input.infoHashes ?? []);
}

/** What a run shows of its input: a long list of hashes as its length. */
function describeInput(input: BulkInput): Record<string, unknown> {
  const { infoHashes, query, categories, contentType, tags, reason } = input;
  return withoutAbsent({
    categories,
    contentType,
    tags,
    reason,
    infoHashes: infoHashes?.length,
    query:
      query &&
      withoutAbsent({
        ...query,
        category: query.category?.flat(),
        facets: undefined,
        limit: undefined,
        offset: undefined,
      }),
  });
}

function withoutAbsent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
