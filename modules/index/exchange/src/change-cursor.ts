import { AppError } from "@minato/kit";

/** The next place to read in the feed of changes: everything before it has been read. */
export interface ChangeCursor {
  feedId: string;
  /** A 64-bit transaction id in digits. */
  transactionId: string;
  /** Id of a row of that transaction, in digits. */
  id: string;
  /** Torrents of this very row that were read. */
  offset: number;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,20})\.(\d{1,19})\.(\d{1,9})$/;
const LAST_TRANSACTION_ID = 2n ** 64n - 1n;
const LAST_ID = 2n ** 63n - 1n;

/** Writes a cursor as an opaque text for addresses. */
export function writeChangeCursor({ feedId, transactionId, id, offset }: ChangeCursor): string {
  return Buffer.from(`${feedId}.${transactionId}.${id}.${offset}`).toString("base64url");
}

/**
 * Reads what `writeChangeCursor` wrote.
 * @throws {AppError} BAD_REQUEST when it is anything else
 */
export function readChangeCursor(text: string): ChangeCursor {
  const [, feedId, transactionId, id, offset] =
    FORM.exec(Buffer.from(text, "base64url").toString("latin1")) ?? [];
  const isWhole =
    feedId !== undefined &&
    transactionId !== undefined &&
    id !== undefined &&
    BigInt(transactionId) <= LAST_TRANSACTION_ID &&
    BigInt(id) <= LAST_ID;
  if (isWhole) return { feedId, transactionId, id, offset: Number(offset) };
  const message = "expected a nextCursor of an earlier answer, or now";
  throw new AppError("BAD_REQUEST", `Malformed cursor: ${message}`, {
    errors: [{ field: "cursor", message }],
  });
}
