import type { PoolClient } from "pg";

import { toWords } from "./write-rows.ts";

/** Writes a title that a person gave, with the words it is found by. */
export async function writeTitle(
  client: PoolClient,
  torrentId: number,
  title: string,
): Promise<void> {
  await client.query(
    `update torrents set title = $2, is_title_derived = false,
       document = array_to_tsvector(string_to_array($3, ' ')) where id = $1`,
    [torrentId, title, toWords(title)],
  );
}
