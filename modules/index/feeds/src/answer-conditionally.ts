import type { Request } from "./answer-plain.ts";

/** A document and what tells whether it changed. */
export interface Document {
  body: string;
  contentType: string;
  etag: string;
  lastModified?: Date | undefined;
}

/**
 * Answers 304 to who has this very document (RFC 9110, section 13): the tag decides when it is
 * sent, the date only without one.
 */
export function answerConditionally(c: Request, document: Document): Response {
  const { body, contentType, etag, lastModified } = document;
  const headers: Record<string, string> = { etag, "cache-control": "private, no-cache" };
  if (lastModified !== undefined) headers["last-modified"] = lastModified.toUTCString();
  if (isKnown(c, etag, lastModified)) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, "content-type": contentType });
}

function isKnown(c: Request, etag: string, lastModified: Date | undefined): boolean {
  const tags = c.req.header("if-none-match");
  if (tags !== undefined) {
    const known = tags.split(",").map((tag) => tag.trim());
    return known.some((tag) => tag === "*" || tag.replace(/^W\//, "") === etag);
  }
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  // HTTP dates have no milliseconds.
  return lastModified !== undefined && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}
