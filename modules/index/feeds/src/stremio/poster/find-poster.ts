import { AppError, type Context } from "@minato/kit";

import { isStremioType } from "../manifest.ts";
import { parseVideoId } from "../video-id.ts";
import { drawPoster } from "./draw-poster.ts";

interface WorkRow {
  title: string;
  year: number | null;
}

const SELECT_WORK = `
select t.title, a.year from torrent_external_ids x
join torrents t on t.id = x.torrent_id
left join torrent_attributes a on a.torrent_id = t.id
where x.imdb = $1 and not t.is_private and a.is_hidden is not true
order by t.indexed_at desc, t.id desc limit 1`;

/**
 * A poster of a work, drawn here: players ask nobody else for it.
 * @throws {AppError} NOT_FOUND when no torrent is of this work
 */
export async function findPoster(
  ctx: Context,
  { type, id }: { type: string; id: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const video = parseVideoId(id);
  if (!isStremioType(type) || video === undefined) {
    throw new AppError("NOT_FOUND", "Expected tt1254207");
  }
  const { rows } = await ctx.db.$client.query<WorkRow>({
    name: "stremio-poster",
    text: SELECT_WORK,
    values: [video.imdb],
  });
  const [work] = rows;
  if (work === undefined) throw new AppError("NOT_FOUND", "No torrent is of this work");
  const [read] = await ctx.torrents.releaseTitles.parse([work.title]);
  return drawPoster({
    title: read?.title ?? work.title,
    year: work.year ?? undefined,
    seed: video.imdb,
  });
}
