/** The texts of `en-guide.ts` in German. */
export const guideMessages = {
  "guide.title": "Anleitung",
  "guide.pages": "Seiten der Anleitung",
  "guide.all": "Alle Seiten",
  "guide.next": "Weiter:",
  "guide.open": "Anleitung",
} as const;
