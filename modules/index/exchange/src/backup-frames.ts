/**
 * The stream inside a backup, which is compressed as a whole (Zstandard, RFC 8878, with a
 * checksum). It begins with MAGIC; then come frames of one byte for the kind, four for the length
 * (big-endian), and the content: JSON, but for data, which is PostgreSQL's COPY text as it came.
 *
 *   H  header: versions, and the tables with their columns in the order in which they follow
 *   T  the table whose data follows
 *   D  data of it
 *   Z  the end: sequences, and rows of each table; without it the file was cut short
 */
import { AppError } from "@minato/kit";
import { z } from "zod";

/** First bytes of the decompressed stream. */
export const MAGIC = Buffer.from("MINATO BACKUP 1\n");

/** Kinds of frames. */
export const FRAME_KINDS = ["H", "T", "D", "Z"] as const;

/** Kind of a frame. */
export type FrameKind = (typeof FRAME_KINDS)[number];

/** A piece of a backup. */
export interface Frame {
  kind: FrameKind;
  content: Buffer;
}

const HEAD_BYTES = 5;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** A row may be spread over several frames. */
const DATA_BYTES = 256 * 1024;

const name = z.string().min(1).max(63);

/** What a backup begins with. */
export const BackupHeader = z.object({
  createdAt: z.iso.datetime(),
  serverVersion: z.int(),
  migrations: z.array(z.string().max(200)).max(10_000),
  tables: z
    .array(z.object({ schema: name, name, columns: z.array(name).min(1).max(1600) }))
    .max(10_000),
});

/** What a backup begins with. */
export type BackupHeader = z.output<typeof BackupHeader>;

/** What a backup ends with. */
export const BackupTrailer = z.object({
  rows: z.record(z.string(), z.int().min(0)).describe("By schema.table"),
  sequences: z
    .array(z.object({ schema: name, name, lastValue: z.string().regex(/^-?\d{1,19}$/) }))
    .max(10_000),
});

/** What a backup ends with. */
export type BackupTrailer = z.output<typeof BackupTrailer>;

/** Names the table whose data follows. */
export const TableFrame = z.object({ schema: name, name });

/** Writes a frame whose content is JSON. */
export function writeFrame(kind: FrameKind, value: unknown): Buffer {
  return Buffer.concat(writeParts(kind, Buffer.from(JSON.stringify(value))));
}

/** Writes data as frames, without copying it. */
export function* writeData(data: Buffer): Generator<Buffer, void> {
  for (let start = 0; start < data.length; start += DATA_BYTES) {
    yield* writeParts("D", data.subarray(start, start + DATA_BYTES));
  }
}

/**
 * Reads the frames of a decompressed stream; holds one at most.
 * @throws {AppError} BAD_REQUEST when it is no backup or was cut short
 */
export async function* readFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame, void> {
  let rest: Buffer = Buffer.alloc(0);
  let hasMagic = false;
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (!hasMagic) {
      if (rest.length < MAGIC.length) continue;
      if (!rest.subarray(0, MAGIC.length).equals(MAGIC)) {
        throw new AppError("BAD_REQUEST", "the file is no backup of this program");
      }
      hasMagic = true;
      rest = rest.subarray(MAGIC.length);
    }
    while (rest.length >= HEAD_BYTES) {
      const kind = FRAME_KINDS.find((known) => known.charCodeAt(0) === rest[0]);
      const length = rest.readUInt32BE(1);
      if (kind === undefined || length > MAX_FRAME_BYTES) {
        throw new AppError("BAD_REQUEST", "the backup is damaged");
      }
      if (rest.length < HEAD_BYTES + length) break;
      yield { kind, content: rest.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      rest = rest.subarray(HEAD_BYTES + length);
    }
  }
  if (!hasMagic || rest.length > 0) throw new AppError("BAD_REQUEST", "the backup was cut short");
}

/**
 * Reads the content of a frame.
 * @throws {AppError} BAD_REQUEST when it is not what this kind of frame holds
 */
export function parseFrame<Schema extends z.ZodType>(
  schema: Schema,
  { content }: Frame,
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(content.toString()));
  } catch (cause) {
    throw new AppError("BAD_REQUEST", "the backup is damaged", { cause });
  }
}

function writeParts(kind: FrameKind, content: Buffer): [Buffer, Buffer] {
  if (content.length > MAX_FRAME_BYTES) throw new RangeError("a frame holds 4 MiB at most");
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, "latin1");
  head.writeUInt32BE(content.length, 1);
  return [head, content];
}
