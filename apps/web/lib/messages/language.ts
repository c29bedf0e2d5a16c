import { pageContext } from "./page-context.ts";

/** Languages of the interface by their tag, each named in itself. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
/** Tag of a language the interface speaks. */
export type Language = keyof typeof LANGUAGES;

const DEFAULT_LANGUAGE: Language = "en";
const COOKIE = "minato-language";
const COOKIE_AGE_S = 400 * 24 * 3600;

let ofThisBrowser: { language: Language; locale: string } | undefined;

/** The language this page is drawn in. */
export function currentLanguage(): Language {
  return current().language;
}

/** The tag by which numbers and dates are written: the reader's own variant of the language. */
export function currentLocale(): string {
  return current().locale;
}

/** The first of the preferred tags whose language we speak, and that tag. */
export function chooseLanguage(tags: readonly string[]): { language: Language; locale: string } {
  for (const tag of tags) {
    const language = tag.toLowerCase().split("-", 1)[0];
    if (isLanguage(language)) return { language, locale: tag };
  }
  return { language: DEFAULT_LANGUAGE, locale: DEFAULT_LANGUAGE };
}

/** Remembers the choice for this browser and draws the page anew. */
export function switchLanguage(language: Language): void {
  // The chosen tag alone says no region; the browser's own list does.
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${COOKIE_AGE_S}; samesite=lax`;
  window.location.reload();
}

function current(): { language: Language; locale: string } {
  if (typeof document === "undefined") return chooseLanguage(pageContext()?.languages ?? []);
  ofThisBrowser ??= readBrowser();
  return ofThisBrowser;
}

function readBrowser() {
  const { lang } = document.documentElement;
  const language = isLanguage(lang) ? lang : DEFAULT_LANGUAGE;
  const own = navigator.languages.find((tag) => tag.toLowerCase().split("-", 1)[0] === language);
  return { language, locale: own ?? language };
}

function isLanguage(value: string | undefined): value is Language {
  return value !== undefined && Object.hasOwn(LANGUAGES, value);
}
