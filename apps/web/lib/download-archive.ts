import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";
import type { ApiInputs } from "./orpc.ts";

/** Which torrents an archive is made of: picked ones, or the first results of a search. */
export type ArchiveRequest =
  | { infoHashes: readonly string[] }
  | { query: NonNullable<ApiInputs["search"]["torrents"]> };

/** Saves the .torrent files of many torrents; throws `RequestError` when the server refuses. */
export async function downloadArchive(request: ArchiveRequest): Promise<void> {
  const response = await fetch(serverPath("/api/v1/torrents.zip"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw await RequestError.of(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download =
    /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ??
    "torrents.zip";
  link.click();
  URL.revokeObjectURL(url);
}
