/** Formats of the picture, as results are counted and filtered by. */
export const HDR_FORMATS = ["dolby-vision", "hdr10+", "hdr", "hlg", "sdr"] as const;

/** A format of the picture. */
export type HdrFormat = (typeof HDR_FORMATS)[number];

/** How they are written in titles, in a form that JavaScript and PostgreSQL read alike. */
const WRITTEN: Readonly<Record<HdrFormat, string>> = {
  "dolby-vision": "(?:dv|dovi|dolby[ ._-]?vision)",
  "hdr10+": "hdr10(?:[+]|p|plus)",
  hdr: "hdr(?:10)?",
  hlg: "hlg",
  sdr: "sdr",
};

const ANY = /dv|dovi|dolby|hdr|hlg|sdr/i;

const PATTERNS = HDR_FORMATS.map((format) => ({
  format,
  pattern: new RegExp(hdrPattern(format), "i"),
}));

/** The regular expression, without regard to case, of titles that name a format. */
export function hdrPattern(format: HdrFormat): string {
  return `(?:^|[^a-z0-9])${WRITTEN[format]}(?=$|[^a-z0-9+])`;
}

/** The formats that a title names. */
export function readHdrFormats(title: string): HdrFormat[] {
  if (!ANY.test(title)) return [];
  return PATTERNS.filter(({ pattern }) => pattern.test(title)).map(({ format }) => format);
}
