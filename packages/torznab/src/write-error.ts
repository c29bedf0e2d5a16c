/** Torznab error document. */

import type { TorznabErrorCode } from "./error-codes.ts";
import { escapeXml, XML_DECLARATION } from "./xml.ts";

/**
 * Writes `<error code="…" description="…"/>`. Newznab sends it with HTTP status 200, except a rate
 * limit (429) and true server faults (5xx).
 */
export function writeError(code: TorznabErrorCode, description: string): string {
  return `${XML_DECLARATION}<error code="${code}" description="${escapeXml(description)}"/>\n`;
}
