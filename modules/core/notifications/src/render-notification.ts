import { TEXTS, type Telling, type Text, type TextLanguage } from "./texts/catalogue.ts";
import { isTopic, TOPICS } from "./topics.ts";

/** A notification as it is stored. */
interface StoredNotification {
  topic: string;
  values: unknown;
  count: number;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/**
 * Writes a notification in words, undefined for one that another version of the program stored and
 * this one does not know.
 */
export function renderNotification(
  { topic, values, count }: StoredNotification,
  language: TextLanguage,
): Text | undefined {
  if (!isTopic(topic)) return undefined;
  const parsed = TOPICS[topic].values.safeParse(values);
  if (!parsed.success) return undefined;
  // The values were parsed with the schema of this very topic.
  const write = TEXTS[language].topics[topic] as (values: unknown, telling: Telling) => Text;
  return write(parsed.data, createTelling(count, language));
}

function createTelling(count: number, language: TextLanguage): Telling {
  const digits = (places: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: places });
  return {
    count,
    number: (value) => digits(0).format(value),
    size(bytes) {
      const power = bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10);
      const unit = Math.min(UNITS.length - 1, power);
      return `${digits(1).format(bytes / 1024 ** unit)} ${UNITS[unit] ?? ""}`;
    },
    day: (time) =>
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
        new Date(time),
      ),
  };
}
