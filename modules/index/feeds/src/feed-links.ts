import type { RequestContext } from "@minato/kit";

/** Where the addresses in a feed lead, and the key they carry. */
export interface FeedLinks {
  /** Address of the site without a trailing slash. */
  base: string;
  /** The caller's own key; absent when another credential was sent. */
  apiKey: string | undefined;
}

const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const BEARER = /^Bearer\s+(\S+)$/i;

/** The addresses of a feed for the caller: below the public address, else the one it asked. */
export function readFeedLinks(request: RequestContext, queryKey?: string): FeedLinks {
  const { env } = request.ctx;
  const host = request.headers.get("host") ?? "";
  const address = HOST.test(host) ? host : `localhost:${env.port}`;
  const authorization = request.headers.get("authorization") ?? "";
  return {
    base: env.publicUrl ?? `http://${address}`,
    apiKey:
      queryKey ?? request.headers.get("x-api-key") ?? BEARER.exec(authorization)?.[1] ?? undefined,
  };
}

/** The page about a torrent. */
export function pageUrl({ base }: FeedLinks, infoHash: string): string {
  return `${base}/torrents/${infoHash}`;
}

/** The metainfo file of a torrent; the same for the same key for ever. */
export function downloadUrl({ base, apiKey }: FeedLinks, infoHash: string): string {
  const key = apiKey === undefined ? "" : `?apikey=${encodeURIComponent(apiKey)}`;
  return `${base}/torznab/download/${infoHash}.torrent${key}`;
}
