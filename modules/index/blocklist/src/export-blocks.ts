import type { Context } from "@minato/kit";

import { IN_FORCE } from "./find-blocked.ts";

const PAGE = 20_000;

/** Which blocks are exported: everything in force, or what people and rules made here. */
export type ExportedBlocks = "all" | "hand";

const readPage = (blocks: ExportedBlocks) => `
with page as materialized (
  select distinct b.info_hash from blocked_torrents b
  where b.info_hash > $1 and ${blocks === "all" ? IN_FORCE : "b.list_id = 0"}
  order by b.info_hash limit ${PAGE}
)
select string_agg(encode(info_hash, 'hex'), E'\\n' order by info_hash) as lines,
  (select info_hash from page order by info_hash desc limit 1) as last
from page`;

/** Writes blocks as text that every blocklist here can subscribe to: a hash a line, sorted. */
export async function* exportBlocks(
  ctx: Context,
  blocks: ExportedBlocks,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`# Minato blocklist, ${ctx.now().toISOString()}\n`);
  const text = readPage(blocks);
  let last: Buffer = Buffer.alloc(0);
  for (;;) {
    const { rows } = await ctx.db.$client.query<{ lines: string | null; last: Buffer | null }>(
      text,
      [last],
    );
    const [page] = rows;
    if (!page?.lines || !page.last) return;
    yield Buffer.from(`${page.lines}\n`);
    last = page.last;
  }
}
