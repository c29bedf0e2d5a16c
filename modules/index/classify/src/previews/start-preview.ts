import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type RequestContext } from "@minato/kit";

import { loadClassificationState } from "../rules/rule-book.ts";
import { CLASSIFIER_VERSION } from "../write-attributes.ts";
import { loadPreview, type Preview } from "./preview.ts";
import { previewJob } from "./work-preview.ts";

/** Previews that are kept with what they found. */
const KEPT = 5;

/**
 * Starts a reading of names that only tells what it would change; a job does it in steps.
 * @throws {AppError} CONFLICT while another one runs
 */
export async function startPreview(
  request: RequestContext,
  scope: Preview["scope"],
): Promise<Preview> {
  const { ctx, principal, address } = request;
  const { rulesVersion } = await loadClassificationState(ctx.db.$client);
  return transaction(ctx.db.$client, async (client) => {
    // Only one runs at a time: whoever starts another waits here and then sees it.
    await client.query("select from classification_state for update");
    const { rows: running } = await client.query(
      "select id from classification_previews where state = 'running'",
    );
    if (running.length > 0) {
      throw new AppError("CONFLICT", "A preview is running already; wait for it or cancel it");
    }
    const { rows } = await client.query<{ id: number }>(
      `insert into classification_previews (state, scope, total, parser_version, rules_version,
         started_by, created_at, updated_at)
       select 'running', $1, count(*), $2, $3, $4, $5, $5 from torrents returning id`,
      [scope, CLASSIFIER_VERSION, rulesVersion, principal?.name ?? "system", ctx.now()],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error("an insert returned no row");
    await client.query(
      `delete from classification_previews where id <= $1 and state <> 'running'`,
      [id - KEPT],
    );
    await ctx.send(previewJob, { previewId: id }, { client });
    const act = { action: "classify.startPreview", object: `preview ${id}`, after: { scope } };
    await recordAudit(ctx, { principal, address, ...act }, client);
    return loadPreview(client, id);
  });
}

/**
 * Ends a preview after the step it is at; what it found stays to be seen.
 * @throws {AppError} NOT_FOUND when there is none, CONFLICT when it has ended
 */
export async function cancelPreview(request: RequestContext, id: number): Promise<Preview> {
  const { ctx, principal, address } = request;
  return transaction(ctx.db.$client, async (client) => {
    const { rowCount } = await client.query(
      `update classification_previews set state = 'cancelled', updated_at = $2, finished_at = $2
       where id = $1 and state = 'running'`,
      [id, ctx.now()],
    );
    const preview = await loadPreview(client, id);
    if (rowCount === 0) throw new AppError("CONFLICT", `The preview is ${preview.state} already`);
    const act = { action: "classify.cancelPreview", object: `preview ${id}` };
    await recordAudit(ctx, { principal, address, ...act }, client);
    return preview;
  });
}
