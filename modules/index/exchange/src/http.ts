import { Readable } from "node:stream";

import { AppError, requireScope, type HttpEnv } from "@minato/kit";
import type { Hono } from "hono";

import { ChangesInput, listChanges } from "./list-changes.ts";
import { serialiseTorrents } from "./write-ndjson.ts";

/** The whole index as a download; announce URLs of private torrents are never in it. */
export function exchangeHttp(app: Hono<HttpEnv>): void {
  app.get("/api/v1/export", requireScope("admin"), async (c) => {
    const { ctx } = c.var.request;
    const metainfo = c.req.query("metainfo") ?? "false";
    if (metainfo !== "true" && metainfo !== "false") {
      throw new AppError("BAD_REQUEST", "metainfo takes true or false", {
        errors: [{ field: "metainfo", message: "expected true or false" }],
      });
    }
    // Taken before the first page: from there on the feed of changes completes what is read here.
    const { nextCursor } = await listChanges(ctx, ChangesInput.parse({ cursor: "now" }));
    const pieces = serialiseTorrents(ctx, { withMetainfo: metainfo === "true" });
    const body = Readable.toWeb(Readable.from(pieces, { highWaterMark: 2 }));
    return c.body(body as ReadableStream<Uint8Array>, 200, {
      "content-type": "application/x-ndjson",
      "content-disposition": 'attachment; filename="minato-export.ndjson"',
      "x-minato-changes-cursor": nextCursor,
      "cache-control": "no-store",
    });
  });
}
