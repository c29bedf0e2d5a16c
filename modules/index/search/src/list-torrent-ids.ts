import { AppError, type Context } from "@minato/kit";
import { SearchIndexError } from "@minato/search-index";

import "./context.ts";
import { listPostgres } from "./postgres/list-ids.ts";
import type { SearchEngine, SearchRequest } from "./search-engine.ts";
import type { SearchInput } from "./search-input.ts";
import { findByInfoHash, toSearchRequest } from "./search-torrents.ts";

/** Results asked for at once where an engine knows pages only. */
const PAGE = 1000;

/**
 * The ids of all results of a search as they are now, no more than `limit`: what the search shows on
 * all its pages, whatever limit, offset and order say.
 * @throws {AppError} SERVICE_UNAVAILABLE when the engine cannot tell now
 */
export async function listTorrentIds(
  ctx: Context,
  input: SearchInput,
  limit: number,
): Promise<number[]> {
  const found = await findByInfoHash(ctx, { ...input, offset: 0 });
  if (found !== undefined) return found.torrentIds;
  const request = { ...toSearchRequest(input), limit };
  const isBlank = (request.q ?? "").trim() === "";
  // Filters mean the same in every engine; the database knows them best.
  if (isBlank || input.hidden !== undefined) return listPostgres(ctx.db, request);
  // Until its index is ready an engine shows what the database finds.
  if ((await ctx.search.health()).status === "starting") return listPostgres(ctx.db, request);
  try {
    return await (ctx.search.list?.(request) ?? listPages(ctx.search, request));
  } catch (error) {
    if (error instanceof SearchIndexError && error.code === "ABORTED") return refuse();
    throw error;
  }
}

/** Every torrent once, though new ones come in while the pages are read: those come first. */
async function listPages(engine: SearchEngine, request: SearchRequest): Promise<number[]> {
  const ids = new Set<number>();
  for (let offset = 0; ids.size < request.limit; offset += PAGE) {
    const { torrentIds, totalIsExact } = await engine.search({
      ...request,
      sort: "indexed",
      order: "desc",
      facets: undefined,
      limit: Math.min(PAGE, request.limit - ids.size),
      offset,
    });
    if (!totalIsExact) refuse();
    for (const id of torrentIds) ids.add(id);
    if (torrentIds.length < PAGE) break;
  }
  return [...ids].toSorted((a, b) => a - b);
}

function refuse(): never {
  const message = "It takes too long to find everything; narrow the query";
  throw new AppError("SERVICE_UNAVAILABLE", message);
}
