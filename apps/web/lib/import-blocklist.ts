import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";

/** What became of the lines of a blocklist. */
export interface BlocklistImport {
  received: number;
  added: number;
  known: number;
  rejected: number;
}

/** Sends a file with an info hash a line; throws `RequestError` when it is refused. */
export async function importBlocklist(file: File): Promise<BlocklistImport> {
  const isNdjson = /\.(ndjson|jsonl)$/i.test(file.name);
  const response = await fetch(serverPath("/api/v1/blocklist/torrents/import"), {
    method: "POST",
    headers: { "content-type": isNdjson ? "application/x-ndjson" : "text/plain" },
    body: file,
  });
  if (!response.ok) throw await RequestError.of(response);
  // Our own server of the same build.
  return (await response.json()) as BlocklistImport;
}
