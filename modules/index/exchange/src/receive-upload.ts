import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, statfs } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { AppError, type Context, type RequestContext } from "@minato/kit";

import { exchangeSettings } from "./config.ts";
import { inspectFile } from "./inspect-file.ts";
import { assertNoRestore, startRestore, type RestoreRun } from "./restore-run.ts";
import { removeUpload, sweepUploads, uploadPath } from "./uploads.ts";

/** What stays free for the database and everything else on the disk. */
const RESERVED_BYTES = 1024 ** 3;
/** How much is written between two looks at the disk. */
const LOOK_EVERY_BYTES = 64 * 1024 ** 2;

/** A body that is to be restored. */
export interface Upload {
  /** What people call the file. */
  name: string;
  /** As the sender announced it; undefined when it did not. */
  length: number | undefined;
  body: Readable;
}

/**
 * Takes in a file of torrents and asks for its restore. Until that ends the file lies in
 * `DATA_DIR/uploads`.
 * @throws {AppError} PAYLOAD_TOO_LARGE, CONFLICT when the disk has no room or another restore is
 *   under way, BAD_REQUEST when it is nothing that can be united with the index
 */
export async function receiveUpload(
  request: RequestContext,
  { name, length = 0, body }: Upload,
): Promise<RestoreRun> {
  const { ctx } = request;
  const { maxUploadBytes } = ctx.config(exchangeSettings);
  if (length > maxUploadBytes) throw tooLarge(maxUploadBytes);
  await assertNoRestore(ctx);
  await sweepUploads(ctx);
  await assertRoom(ctx, length);
  const uploadName = randomUUID();
  const partName = `${uploadName}.part`;
  try {
    const bytes = await writePart(ctx, uploadPath(ctx, partName), body, maxUploadBytes);
    const found = await inspectFile(uploadPath(ctx, partName), name);
    await rename(uploadPath(ctx, partName), uploadPath(ctx, uploadName));
    return await startRestore(request, { ...found, uploadName, name, bytes });
  } catch (error) {
    await removeUpload(ctx, partName);
    await removeUpload(ctx, uploadName);
    throw error;
  }
}

/** Writes a body that may be of any length, and says how long it was. */
async function writePart(
  ctx: Context,
  file: string,
  body: Readable,
  maxBytes: number,
): Promise<number> {
  let bytes = 0;
  let lookAt = LOOK_EVERY_BYTES;
  const bounded = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      if (bytes >= lookAt) {
        await assertRoom(ctx, 0);
        lookAt = bytes + LOOK_EVERY_BYTES;
      }
      yield chunk;
    }
  };
  // The body stays open for what is left of it, so that the sender hears the answer.
  const chunks = bounded(body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
  try {
    await pipeline(chunks, createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") {
      throw new AppError("CONFLICT", "The disk of DATA_DIR is full", { cause: error });
    }
    throw error;
  }
  return bytes;
}

async function assertRoom({ env }: Context, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(env.dataDir);
  const free = bavail * bsize;
  if (free >= bytes + RESERVED_BYTES) return;
  throw new AppError(
    "CONFLICT",
    `Too little space on the disk of DATA_DIR: ${free} bytes are free, and ${RESERVED_BYTES} are to stay so`,
  );
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    "PAYLOAD_TOO_LARGE",
    `At most ${maxBytes} bytes are accepted here (setting exchange.maxUploadBytes)`,
  );
}

/** The plain name of a file as a sender gave it, for people to read. */
export function readFileName(given: string | undefined): string {
  const name = path.basename((given ?? "").replaceAll("\\", "/")).trim();
  if (name === "" || name.length > 200 || /\p{C}/u.test(name)) {
    throw new AppError("BAD_REQUEST", "name: expected the name of the file, 1 to 200 characters", {
      errors: [{ field: "name", message: "expected 1 to 200 characters" }],
    });
  }
  return name;
}
