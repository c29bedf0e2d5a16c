import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

import { AppError, requireScope, type HttpEnv } from "@minato/kit";
import { drainBody } from "@minato/torrents/drain-body";
import type { Context as HonoContext, Hono } from "hono";

import { ChangesInput, listChanges } from "./list-changes.ts";
import { openBackup } from "./open-backup.ts";
import { readFileName, receiveUpload } from "./receive-upload.ts";
import { serialiseTorrents } from "./write-ndjson.ts";

/** What the server gives the routes besides the request. */
interface HttpBindings {
  incoming: IncomingMessage;
}

/** Downloads: the whole index, in which announce URLs of private torrents never are, and backups; and what is uploaded to be restored. */
export function exchangeHttp(app: Hono<HttpEnv>): void {
  app.get("/api/v1/system/backups/:id/file", requireScope("admin"), async (c) => {
    const { name, bytes, file } = await openBackup(c.var.request, c.req.param("id"));
    // The stream closes the file when it ends, and when whoever reads goes away.
    const body = Readable.toWeb(file.createReadStream());
    return c.body(body as ReadableStream<Uint8Array>, 200, {
      "content-type": "application/octet-stream",
      "content-length": `${bytes}`,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    });
  });
  app.post("/api/v1/system/restores/file", requireScope("admin"), async (c) => {
    const body = openBody(c);
    const announced = c.req.header("content-length");
    try {
      const name = readFileName(c.req.query("name"));
      const length = announced === undefined ? undefined : Number(announced);
      return c.json(await receiveUpload(c.var.request, { name, length, body }), 202);
    } catch (error) {
      await drainBody(body);
      throw error;
    }
  });
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

/** The body as Node has it; as a web stream, which only tests send, each chunk would be copied. */
function openBody(c: HonoContext<HttpEnv>): Readable {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  if (incoming !== undefined) return incoming;
  return c.req.raw.body === null ? Readable.from([]) : Readable.fromWeb(c.req.raw.body);
}
