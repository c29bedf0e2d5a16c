import { hdrPattern, type HdrFormat } from "../hdr-formats.ts";
import type { Parameters } from "./parameters.ts";

/** A condition on titles that name one of the formats. */
export function writeHdr(parameters: Parameters, formats: readonly HdrFormat[]): string {
  return `t.title ~* any(${parameters.add(formats.map(hdrPattern), "text[]")})`;
}
