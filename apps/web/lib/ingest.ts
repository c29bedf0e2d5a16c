import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";
import type { ApiOutputs } from "./orpc.ts";

/** What became of the records of one request. */
export type IngestResult = ApiOutputs["torrents"]["ingest"];

/** Adds .torrent files to the index; throws `RequestError` when the whole request is refused. */
export async function ingestFiles(files: readonly File[]): Promise<IngestResult> {
  const body = new FormData();
  for (const file of files) body.append("file", file);
  return send("/api/v1/torrents/ingest/file", { body });
}

/** Adds magnet links to the index; throws `RequestError` when the whole request is refused. */
export async function ingestMagnets(magnets: readonly string[]): Promise<IngestResult> {
  return send("/api/v1/torrents/ingest/magnet", {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ magnets }),
  });
}

async function send(path: `/${string}`, init: RequestInit): Promise<IngestResult> {
  const response = await fetch(serverPath(path), { ...init, method: "POST" });
  if (!response.ok) throw await RequestError.of(response);
  // Our own server of the same build.
  return (await response.json()) as IngestResult;
}
