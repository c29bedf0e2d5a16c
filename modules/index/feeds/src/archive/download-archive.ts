import { AppError, type Context, type RequestContext } from "@minato/kit";
import { SearchInput } from "@minato/search/search-input";
import { findResults, readHiddenKey } from "@minato/search/search-torrents";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { readBody } from "@minato/torrents/read-body";
import { buildTorrentFile } from "@minato/torrents/torrent-file";
import { loadItems, type TorrentItem } from "@minato/torrents/torrent-item";
import { z } from "zod";

import type { Request } from "../answer-plain.ts";
import { writeZip, type ZipFile } from "./write-zip.ts";

const MAX_TORRENTS = 1000;
const MAX_BODY_BYTES = 1024 * 1024;
/** Files beyond it are listed as left out. */
const MAX_ARCHIVE_BYTES = 2 * 1024 ** 3;
const MAX_NAME_LENGTH = 150;
const LIST_NAME = "not-in-this-archive.txt";

/** Which torrents an archive is made of. */
const ArchiveInput = z
  .object({
    infoHashes: z.array(z.string().max(64)).min(1).max(MAX_TORRENTS).optional(),
    query: SearchInput.optional().describe("As GET /search takes it: its first 1,000 results"),
  })
  .refine(({ infoHashes, query }) => (infoHashes === undefined) !== (query === undefined), {
    message: "expected either infoHashes or query",
  });

/** The .torrent files of many torrents as one archive; those that have none are listed in a text. */
export async function downloadArchive(c: Request): Promise<Response> {
  const { request } = c.var;
  const { ctx } = request;
  const input = parseInput(await readBody(c.req.raw, MAX_BODY_BYTES));
  const torrentIds = await findTorrents(ctx, input);
  const archive = writeZip(listFiles(request, torrentIds), ctx.now());
  const day = ctx.now().toISOString().slice(0, 10);
  return new Response(ReadableStream.from(archive), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="torrents-${day}.zip"`,
      "cache-control": "no-store",
    },
  });
}

function parseInput(body: Buffer): z.output<typeof ArchiveInput> {
  const parsed = ArchiveInput.safeParse(readJson(body));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    field: path.join(".") || "$",
    message,
  }));
  throw new AppError("BAD_REQUEST", "Expected {infoHashes: […]} or {query: {…}}", { errors });
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new AppError("BAD_REQUEST", "The body is malformed JSON", { cause });
  }
}

async function findTorrents(
  ctx: Context,
  { infoHashes = [], query }: z.output<typeof ArchiveInput>,
): Promise<number[]> {
  if (query === undefined) {
    const ids: number[] = [];
    for (const infoHash of new Set(infoHashes)) ids.push(await findTorrentId(ctx, infoHash));
    return ids;
  }
  const asked = readHiddenKey({ ...query, offset: 0, facets: [] });
  if (asked.hidden !== undefined) {
    throw new AppError("BAD_REQUEST", "Expected a query without hidden torrents");
  }
  return (await findResults(ctx, asked, MAX_TORRENTS)).torrentIds;
}

async function* listFiles(
  { ctx, principal }: RequestContext,
  torrentIds: readonly number[],
): AsyncGenerator<ZipFile> {
  const names = new Set<string>([LIST_NAME]);
  const missing: string[] = [];
  let length = 0;
  for (const { torrentId, item } of await loadItems(ctx, torrentIds)) {
    const file = await buildTorrentFile(ctx, torrentId, principal);
    if (file === undefined || length + file.bytes.length > MAX_ARCHIVE_BYTES) {
      missing.push(`${item.infoHash}  ${item.title.replaceAll(/\s+/g, " ")}`);
      continue;
    }
    length += file.bytes.length;
    ctx.torrents.requests.note(torrentId);
    yield { name: nameFile(item, names), bytes: file.bytes };
  }
  if (missing.length === 0) return;
  const text = `Of these torrents no metainfo is stored, or it did not fit:\n\n${missing.join("\n")}\n`;
  yield { name: LIST_NAME, bytes: Buffer.from(text) };
}

/** A name no system refuses, no two the same. */
function nameFile({ title, infoHash }: TorrentItem, taken: Set<string>): string {
  const plain = title
    .normalize("NFC")
    .replaceAll(/[\p{C}/\\:*?"<>|]/gu, "_")
    .slice(0, MAX_NAME_LENGTH)
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  const name =
    plain === "" || taken.has(`${plain.toLowerCase()}.torrent`)
      ? `${plain} ${infoHash}`.trim()
      : plain;
  taken.add(`${name.toLowerCase()}.torrent`);
  return `${name}.torrent`;
}
