import { recordAudit } from "@minato/audit/record-audit";
import { loadPreview } from "@minato/classify/previews/preview";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";
import type { PoolClient } from "pg";

import { CHUNK_SIZE, findRun, insertRun, type BulkRun } from "./bulk-run.ts";
import { runJob } from "./jobs/work-runs.ts";

/**
 * Starts a run that reads names anew: those that a preview found to change, or every one.
 * @throws {AppError} NOT_FOUND when there is no such preview, CONFLICT when it has not finished or
 *   was applied, BAD_REQUEST when there is nothing to read
 */
export async function startReadingRun(
  request: RequestContext,
  previewId?: number,
): Promise<BulkRun> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    if (previewId !== undefined) await assertApplicable(client, previewId);
    const runId = await insertRun(ctx, client, {
      action: "reclassify",
      request: previewId === undefined ? {} : { previewId },
      startedBy: principal?.name ?? "system",
    });
    const total = await captureIds(client, runId, previewId);
    if (total === 0) throw new AppError("BAD_REQUEST", "There is nothing to read");
    await client.query("update bulk_runs set total = $2 where id = $1", [runId, total]);
    if (previewId !== undefined) {
      const link = "update classification_previews set run_id = $2 where id = $1";
      await client.query(link, [previewId, runId]);
    }
    await ctx.send(runJob, { runId }, { client });
    const act = { action: "index.reclassify", object: `run ${runId}` };
    await recordAudit(ctx, { principal, address, ...act, after: { previewId, total } }, client);
    const run = await findRun(client, runId);
    if (run === undefined) throw new Error("a run was not written");
    return run;
  });
}

async function assertApplicable(client: PoolClient, previewId: number): Promise<void> {
  await client.query("select from classification_previews where id = $1 for update", [previewId]);
  const preview = await loadPreview(client, previewId);
  if (preview.runId !== null) throw new AppError("CONFLICT", "The preview was applied already");
  if (preview.state !== "done") throw new AppError("CONFLICT", `The preview is ${preview.state}`);
}

/** Writes which torrents are meant into the batches of a run; says how many. */
async function captureIds(
  client: PoolClient,
  runId: number,
  previewId: number | undefined,
): Promise<number> {
  const chosen =
    previewId === undefined
      ? "select id from torrents where $2::int is null"
      : `select u.id from classification_findings f cross join unnest(f.torrent_ids) u(id)
         where f.preview_id = $2::int`;
  const { rows } = await client.query<{ total: number }>(
    `with chosen as materialized (
       select id, row_number() over (order by id) - 1 as at from (${chosen}) c
     ), written as (
       insert into bulk_chunks (run_id, number, torrent_ids)
       select $1, at / ${CHUNK_SIZE}, array_agg(id order by at) from chosen group by 2
     )
     select count(*)::int as total from chosen`,
    [runId, previewId ?? null],
  );
  return rows[0]?.total ?? 0;
}
