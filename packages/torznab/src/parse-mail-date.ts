/** Dates as feeds write them: RFC 822 and 2822 with every mistake that is common, and ISO 8601. */

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Offsets of zone names in minutes: those of RFC 822 and a few that sites use. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  ist: 330,
  jst: 540,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const MAIL =
  /^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d{2})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*([ap]m)?\s*(.*)$/i;
const MAX_LENGTH = 100;

/**
 * Reads a date, whatever weekday stands before it; a zone nobody knows counts as UTC. Gives
 * `undefined` for what is no date.
 */
export function parseMailDate(text: string): Date | undefined {
  const trimmed = text.slice(0, MAX_LENGTH).trim();
  const match = MAIL.exec(trimmed);
  if (match === null) return parseIsoDate(trimmed);
  const [, day, month = "", year, hours, minutes, seconds, half, zone = ""] = match;
  const index = MONTHS.indexOf(month.toLowerCase());
  const time = Date.UTC(
    fullYear(Number(year), year?.length === 2),
    index,
    Number(day),
    toHours(Number(hours ?? 0), half),
    Number(minutes ?? 0),
    // A leap second counts as the one before it.
    Math.min(59, Number(seconds ?? 0)),
  );
  if (index < 0 || Number(day) > 31 || Number(hours ?? 0) > 24 || Number.isNaN(time)) {
    return undefined;
  }
  return new Date(time - readZone(zone) * 60_000);
}

function parseIsoDate(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(text);
  const hasTime = /\d{1,2}:\d{2}/.test(text);
  const iso = text.replace(/^(\S+)\s+(?=\d)/, "$1T").replace(/\s+/g, "");
  const time = Date.parse(hasTime && !hasZone ? `${iso}Z` : iso);
  return Number.isNaN(time) ? undefined : new Date(time);
}

function readZone(text: string): number {
  const [, sign, hours, minutes] = /^(?:gmt|utc)?([+-])(\d{2}):?(\d{2})/i.exec(text) ?? [];
  if (sign !== undefined) return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const name = /^\(?([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(ZONES, name) ? (ZONES[name] ?? 0) : 0;
}

function fullYear(year: number, isShort: boolean): number {
  if (!isShort) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function toHours(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  return (hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}
