import { currentLocale } from "../messages/language.ts";

/** A formatter for the reader's locale, made once for each. */
export function perLocale<Formatter>(create: (locale: string) => Formatter): () => Formatter {
  const made = new Map<string, Formatter>();
  return () => {
    const locale = currentLocale();
    let formatter = made.get(locale);
    if (formatter === undefined) {
      formatter = create(locale);
      made.set(locale, formatter);
    }
    return formatter;
  };
}
