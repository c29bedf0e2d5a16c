import type { Context } from "@minato/kit";
import type { IngestResult } from "@minato/torrents/ingest-record";
import { TorrentIngest } from "@minato/torrents/ingest-torrents";
import { readMetainfoRecord } from "@minato/torrents/read-metainfo-record";

import { EXAMPLES, loadExample } from "./examples.ts";

/** What the examples are listed under, so that they are found and deleted together. */
export const EXAMPLE_SOURCE = "Example torrents";

/** Takes in the examples, as if their files had been uploaded. */
export async function loadExamples(ctx: Context): Promise<IngestResult> {
  const ingest = new TorrentIngest(ctx, { sourceName: EXAMPLE_SOURCE });
  for (const example of EXAMPLES) {
    const record = readMetainfoRecord(await loadExample(example), undefined);
    await ingest.addNormalized({ ...record, title: example.title, isTitleDerived: false });
  }
  return ingest.finish();
}
