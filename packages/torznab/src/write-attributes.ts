/** `torznab:attr` attributes of an item (Torznab 1.3 draft). */

import { escapeXml } from "./xml.ts";

/**
 * Writes an attribute with a text, nothing when it is blank: Radarr and Prowlarr drop an item that
 * has an attribute without a value.
 */
export function writeText(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  const escaped = escapeXml(value).trim();
  return escaped === "" ? "" : `<torznab:attr name="${name}" value="${escaped}"/>`;
}

/** Writes an attribute once for each text. */
export function writeTexts(name: string, values: readonly string[] | undefined): string {
  return values === undefined ? "" : values.map((value) => writeText(name, value)).join("");
}

/**
 * Writes an attribute with a non-negative integer, nothing for any other number: clients parse with
 * `int.Parse`, and "12.0" or "1e21" would drop the item.
 */
export function writeCount(name: string, value: number | undefined): string {
  return isCount(value) ? `<torznab:attr name="${name}" value="${value}"/>` : "";
}

/** Writes an attribute with the number of something in a catalogue, nothing for 0. */
export function writeIdentifier(name: string, value: number | undefined): string {
  return value === 0 ? "" : writeCount(name, value);
}

/** Writes an attribute with a factor of at most four decimals. */
export function writeDecimal(name: string, value: number | undefined): string {
  if (value === undefined || !(value >= 0 && value < 1e9)) return "";
  return `<torznab:attr name="${name}" value="${Number(value.toFixed(4))}"/>`;
}

/** Tells whether a number can be written as a count. */
export function isCount(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
