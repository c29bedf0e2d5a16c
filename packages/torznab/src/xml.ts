/** XML 1.0 (fifth edition) text, as strict parsers such as .NET's XDocument accept it. */

/** The declaration every document starts with; no byte order mark and no blank stand before it. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

// Controls (legal ones included: no field here has lines), lone surrogates and the two
// non-characters that XML 1.0 section 2.2 excludes.
const unwanted = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;
const needsWork = /[&<>"'\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
const special = /[&<>"']/g;

// Numeric for quotes: clients decode named entities differently from one another.
const references: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/**
 * Escapes text for element content and quoted attributes alike. Line breaks and tabs become blanks;
 * other controls, lone surrogates and non-characters, which no XML document may hold, are dropped.
 */
export function escapeXml(text: string): string {
  if (!needsWork.test(text)) return text;
  return text
    .replaceAll(unwanted, (character) => (/\s/.test(character) ? " " : ""))
    .replaceAll(special, (character) => references[character] ?? "");
}
