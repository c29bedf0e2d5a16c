import "./context.ts";
import { AppError, requireScope, type HttpEnv } from "@minato/kit";
import type { Hono } from "hono";

import { exportBlocks } from "./export-blocks.ts";
import { importBlocks, type ImportFormat } from "./import-blocks.ts";

const FORMATS: Readonly<Record<string, ImportFormat>> = {
  "text/plain": "text",
  "application/x-ndjson": "ndjson",
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
};
const MAX_REASON_LENGTH = 500;

/** Import and export of blocked torrents, streamed in both directions. */
export function blocklistHttp(app: Hono<HttpEnv>): void {
  app.post("/api/v1/blocklist/torrents/import", requireScope("edit"), async (c) => {
    const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    const format = FORMATS[type];
    if (format === undefined) {
      throw new AppError(
        "UNSUPPORTED_MEDIA_TYPE",
        `Expected text/plain or application/x-ndjson, got ${type || "no media type"}`,
      );
    }
    const reason = c.req.query("reason")?.trim() || undefined;
    if ((reason?.length ?? 0) > MAX_REASON_LENGTH) {
      const message = `expected at most ${MAX_REASON_LENGTH} characters`;
      throw new AppError("BAD_REQUEST", `Overlong reason: ${message}`, {
        errors: [{ field: "reason", message }],
      });
    }
    // Cancelling the stream would cut the connection before a failure is answered.
    const chunks = c.req.raw.body?.values({ preventCancel: true }) ?? emptyStream();
    return c.json(await importBlocks(c.var.request, chunks, { format, reason }));
  });
  app.get("/api/v1/blocklist/torrents/export", requireScope("edit"), (c) => {
    const blocks = c.req.query("blocks") ?? "all";
    if (blocks !== "all" && blocks !== "hand") {
      throw new AppError("BAD_REQUEST", "Expected all or hand in blocks", {
        errors: [{ field: "blocks", message: "expected all or hand" }],
      });
    }
    return c.body(ReadableStream.from(exportBlocks(c.var.request.ctx, blocks)), 200, {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": 'attachment; filename="minato-blocklist.txt"',
    });
  });
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {}
