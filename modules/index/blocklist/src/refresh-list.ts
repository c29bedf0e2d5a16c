import { createHash } from "node:crypto";

import type { Context } from "@minato/kit";
import { OVERLONG_LINE, readLines } from "@minato/kit/read-lines";
import type { PoolClient } from "pg";

import { blocklistSettings } from "./config.ts";
import { fetchList, readBody } from "./fetch-list.ts";
import { forgetList } from "./forget-list.ts";
import { MAX_LINE_BYTES, readEntryLine } from "./import-blocks.ts";
import { ListProblem } from "./list-problem.ts";
import { StagedList } from "./staged-list.ts";

const LISTS_LOCK = 7_420_003;
const MAX_DURATION_MS = 30 * 60 * 1000;
/** A list of the checksums of many files is fine, too. */
const MAX_CHECKSUM_BYTES = 64 * 1024;
const CHECKSUM_TIMEOUT_MS = 60_000;
const DIGEST = /\b[0-9a-f]{64}\b/i;

interface ListRow {
  id: number;
  url: string;
  sha256: string | null;
  checksumUrl: string | null;
  etag: string | null;
  contentSha256: string | null;
}

/** What was read of a list. */
interface Content {
  sha256: string;
  etag: string | null;
  entryCount: number;
}

/**
 * Reads a list anew. Only content that is complete and has the right checksum takes the place of the
 * old entries; whatever goes wrong is kept as the list's last error and changes nothing else.
 */
export async function refreshList(
  ctx: Context,
  listId: number,
  signal: AbortSignal,
): Promise<void> {
  const client = await ctx.db.$client.connect();
  let failure: Error | undefined;
  try {
    if (await tryLock(client, listId)) await refreshLocked(ctx, client, listId, signal);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A connection that failed takes its lock and its temporary table with it.
    if (failure === undefined) {
      await client.query("select pg_advisory_unlock($1, $2)", [LISTS_LOCK, listId]);
    }
    client.release(failure);
  }
}

/** Two processes never read the same list at once. */
async function tryLock(client: PoolClient, listId: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock($1, $2) as locked",
    [LISTS_LOCK, listId],
  );
  return rows[0]?.locked === true;
}

async function refreshLocked(
  ctx: Context,
  client: PoolClient,
  listId: number,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = await client.query<ListRow>(
    `select id, url, sha256, checksum_url as "checksumUrl", etag,
       content_sha256 as "contentSha256" from blocklists where id = $1`,
    [listId],
  );
  const [list] = rows;
  if (list === undefined) return;
  const limited = AbortSignal.any([signal, AbortSignal.timeout(MAX_DURATION_MS)]);
  const staged = new StagedList(client);
  try {
    const content = await takeContent(ctx, list, staged, limited);
    const { rowCount } = await client.query(
      "update blocklists set last_fetched_at = $2, last_error = null where id = $1",
      [listId, ctx.now()],
    );
    // Who ended the subscription meanwhile did not see what came since.
    if (rowCount === 0) await forgetList(ctx, listId, signal);
    else if (content !== undefined) await saveContent(client, listId, content);
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error;
    ctx.log.warn({ listId, problem: error.message }, "blocklist could not be read");
    await client.query("update blocklists set last_error = $2 where id = $1", [
      listId,
      error.message.slice(0, 500),
    ]);
  } finally {
    await staged.drop();
  }
}

async function saveContent(client: PoolClient, listId: number, content: Content): Promise<void> {
  await client.query(
    "update blocklists set etag = $2, content_sha256 = $3, entry_count = $4 where id = $1",
    [listId, content.etag, content.sha256, content.entryCount],
  );
}

/** Undefined when the content is what it was. */
async function takeContent(
  ctx: Context,
  list: ListRow,
  staged: StagedList,
  signal: AbortSignal,
): Promise<Content | undefined> {
  const headers = {
    accept: "text/plain",
    ...(list.etag === null ? {} : { "if-none-match": list.etag }),
  };
  const expected = list.sha256 ?? (await fetchChecksum(ctx, list.checksumUrl, signal));
  const maxBytes = ctx.config(blocklistSettings).maxListMegabytes * 1_000_000;
  const bounds = { maxBytes, timeoutMs: MAX_DURATION_MS, signal };
  const response = await fetchList(ctx, list.url, { headers, ...bounds });
  if (response.status === 304) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new ListProblem(`expected the list, got HTTP status ${response.status}`);
  }
  await staged.start();
  const sha256 = await stage(readBody(response), staged);
  if (expected !== undefined && sha256 !== expected) {
    throw new ListProblem(`expected content with SHA-256 ${expected}, got ${sha256}`);
  }
  if (sha256 === list.contentSha256) return undefined;
  const entryCount = await staged.apply(ctx, list.id, signal);
  return { sha256, etag: response.headers.get("etag"), entryCount };
}

/** Reads entries into the staging table and gives the digest of the bytes. */
async function stage(chunks: AsyncIterable<Uint8Array>, staged: StagedList): Promise<string> {
  const digest = createHash("sha256");
  let entries = 0;
  let malformed = 0;
  for await (const line of readLines(digesting(chunks, digest), MAX_LINE_BYTES)) {
    const hashes = line === OVERLONG_LINE ? undefined : readEntryLine(line, "text");
    if (hashes === "blank") continue;
    if (hashes === undefined) malformed += 1;
    else entries += 1;
    for (const hash of hashes ?? []) await staged.add(hash);
    // A page that says something else must not replace a list.
    if (malformed > 100 && malformed > entries) break;
  }
  if (entries === 0 || malformed > entries) {
    throw new ListProblem(`expected an info hash a line, got ${malformed} lines of something else`);
  }
  return digest.digest("hex");
}

async function* digesting(
  chunks: AsyncIterable<Uint8Array>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}

/** Reads the published checksum: the first 64 hex digits of a short text, as `sha256sum` writes it. */
async function fetchChecksum(
  ctx: Context,
  url: string | null,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (url === null) return undefined;
  const bounds = { maxBytes: MAX_CHECKSUM_BYTES, timeoutMs: CHECKSUM_TIMEOUT_MS, signal };
  const response = await fetchList(ctx, url, { headers: { accept: "text/plain" }, ...bounds });
  let text = "";
  for await (const chunk of readBody(response)) text += Buffer.from(chunk).toString("latin1");
  const digest = DIGEST.exec(text)?.[0].toLowerCase();
  if (!response.ok || digest === undefined) {
    throw new ListProblem(`expected a SHA-256 at ${new URL(url).host}, got none`);
  }
  return digest;
}
