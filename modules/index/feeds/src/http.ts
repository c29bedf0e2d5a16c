import { requireScope, type HttpEnv } from "@minato/kit";
import type { Hono } from "hono";

import { answerPlain } from "./answer-plain.ts";
import { downloadArchive } from "./archive/download-archive.ts";
import { downloadTorrent } from "./download-torrent.ts";
import { stremioHttp } from "./stremio/http.ts";
import { answerAtom, answerRss } from "./syndication-http.ts";
import { answerTorznab } from "./torznab-http.ts";

/** Torznab, its downloads, RSS, Atom and Stremio. */
export function feedsHttp(app: Hono<HttpEnv>): void {
  app.get("/torznab/api", answerTorznab);
  app.get("/torznab/:profile/api", answerTorznab);
  app.get("/torznab/download/:file{[^/]+\\.torrent}", (c) => answerPlain(c, downloadTorrent));
  app.post("/api/v1/torrents.zip", requireScope("download"), downloadArchive);
  for (const path of ["/rss", "/rss/:profile"]) {
    app.get(path, (c) => answerPlain(c, answerRss));
  }
  for (const path of ["/atom", "/atom/:profile"]) {
    app.get(path, (c) => answerPlain(c, answerAtom));
  }
  stremioHttp(app);
}
