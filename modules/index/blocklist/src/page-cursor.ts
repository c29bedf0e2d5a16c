import { AppError } from "@minato/kit";
import { z } from "zod";

/** What every list here takes. */
export const PageInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional().describe("nextCursor of the page before"),
});

/** Writes where a page ended. */
export function writeCursor(at: Date, key: string): string {
  return Buffer.from(`${at.toISOString()} ${key}`).toString("base64url");
}

/**
 * Reads where the page before ended.
 * @throws {AppError} BAD_REQUEST when it is none of ours
 */
export function readCursor(cursor: string): { at: Date; key: string } {
  const text = Buffer.from(cursor, "base64url").toString();
  const space = text.indexOf(" ");
  const at = new Date(text.slice(0, Math.max(0, space)));
  if (Number.isNaN(at.getTime())) throw new AppError("BAD_REQUEST", "Expected a cursor of a page");
  return { at, key: text.slice(space + 1) };
}
