/** Dates of RFC 5322 (RFC 822 with a four-digit year), as RSS demands them. */

/**
 * Formats a date in UTC, "Mon, 15 Jul 2024 10:00:00 +0000". Gives `undefined` for an invalid date
 * and for years outside 1 to 9999, which the clients cannot parse.
 */
export function formatMailDate(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return undefined;
  return date.toUTCString().replace("GMT", "+0000");
}
