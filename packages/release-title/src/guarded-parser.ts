import { handlers, Parser, type Handler, type ParsedResult } from "@viren070/parse-torrent-title";

/** Longest number a season, episode or volume range may hold: the library counts through ranges. */
const MAX_RANGE_DIGITS = 4;

const COUNTED_FIELDS: ReadonlySet<string> = new Set(["seasons", "episodes", "volumes"]);
/** Cut out by patterns that count UTF-16 units, so that they can end inside a character. */
const TEXT_FIELDS = ["title", "episodeTitle", "group", "site"] as const;
const LONG_NUMBER = new RegExp(`\\d{${MAX_RANGE_DIGITS + 1}}`);

const parser = new Parser().addHandlers(handlers.map(guardRange));

/**
 * Runs the patterns of `@viren070/parse-torrent-title` over a prepared name. Ranges with numbers
 * of more than four digits are no match: the library would allocate every number between the two.
 */
export function parseGuarded(preparedName: string): ParsedResult {
  const found = parser.parse<ParsedResult>(respell(preparedName));
  for (const field of TEXT_FIELDS) {
    const text = found[field];
    if (text !== undefined) found[field] = text.toWellFormed();
  }
  return found;
}

/** Spellings that the library takes for something else, in those it knows. */
function respell(name: string): string {
  return name
    .replace(/\.ts$/iu, "")
    .replaceAll(/(?<!\d)(\d{3,4})[*×](\d{3,4})(?!\d)/gu, "$1x$2")
    .replaceAll(/(atmos|truehd|opus|pcm)(?=\d\.\d)/giu, "$1 ");
}

function guardRange(handler: Handler): Handler {
  const { transform } = handler;
  if (!transform || !COUNTED_FIELDS.has(handler.field)) return handler;
  return {
    ...handler,
    transform(title, meta, result) {
      if (LONG_NUMBER.test(String(meta.value))) meta.value = null;
      else transform(title, meta, result);
    },
  };
}
