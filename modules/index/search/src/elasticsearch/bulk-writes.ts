import type { Client } from "@opensearch-project/opensearch";
import { z } from "zod";

import type { ClusterDocument, SeederCount } from "../cluster/cluster-document.ts";
import { ClusterUnavailableError } from "../cluster/cluster-index.ts";
import { writeSeeders, writeSource } from "./index-settings.ts";
import { NAME, sendRequest } from "./send-request.ts";

const Item = z.object({
  status: z.int(),
  error: z.object({ type: z.string(), reason: z.string().nullish() }).optional(),
});

const BulkAnswer = z.object({ errors: z.boolean(), items: z.array(z.record(z.string(), Item)) });

/** Where to write: an alias that must exist, or an index that is being filled. */
export interface BulkTarget {
  index: string;
  isAlias: boolean;
}

const NOT_FOUND = 404;

/** Writes whole torrents, in place of what was there. */
export function writeDocuments(documents: readonly ClusterDocument[]): object[] {
  return documents.flatMap((document) => [
    { index: { _id: String(document.id) } },
    writeSource(document),
  ]);
}

/** Writes new numbers of seeders to torrents that are there. */
export function writeCounts(counts: readonly SeederCount[]): object[] {
  return counts.flatMap(({ id, seeders }) => [
    { update: { _id: String(id) } },
    { doc: writeSeeders(seeders) },
  ]);
}

/** Writes the removal of torrents. */
export function writeRemovals(ids: readonly number[]): object[] {
  return ids.map((id) => ({ delete: { _id: String(id) } }));
}

/** Sends lines of the bulk API and makes sure that each was carried out. */
export async function sendBulk(client: Client, target: BulkTarget, lines: object[]): Promise<void> {
  const query = target.isAlias ? { require_alias: "true" } : {};
  const path = `/${target.index}/_bulk`;
  const answer = BulkAnswer.parse(
    await sendRequest(client, { method: "POST", path, query, body: lines }),
  );
  if (!answer.errors) return;
  for (const [kind, { status, error }] of answer.items.flatMap((item) => Object.entries(item))) {
    // What is not there needs neither numbers nor removal.
    if (error === undefined || (status === NOT_FOUND && kind === "update")) continue;
    throw new ClusterUnavailableError(NAME, `${error.type}: ${error.reason ?? status}`);
  }
}
