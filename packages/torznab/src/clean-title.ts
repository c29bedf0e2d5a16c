/** The text cleaning that Sonarr, Radarr, Lidarr and Readarr apply to a title before searching. */

const MAX_LENGTH = 1000;

// Letters whose stroke or ligature Unicode does not decompose.
const FOLDED: Readonly<Record<string, string>> = {
  Æ: "AE",
  æ: "ae",
  Đ: "D",
  đ: "d",
  Ħ: "H",
  ħ: "h",
  ı: "i",
  Ł: "L",
  ł: "l",
  Ø: "O",
  ø: "o",
  Œ: "OE",
  œ: "oe",
  ß: "ss",
  Ŧ: "T",
  ŧ: "t",
};

/**
 * Cleans a title as the clients clean `q`: a leading "The" is dropped, "&" becomes "and",
 * apostrophes, grave accents and dots vanish, every other character that is no letter, digit or
 * underscore becomes a blank, runs of blanks become one, and diacritics are removed. Letter case
 * stays. Text beyond 1,000 UTF-16 units is cut. Apply it to both sides of a comparison: the clients
 * differ in how far they fold foreign letters, and folding twice changes nothing.
 */
export function cleanQueryTitle(text: string): string {
  return (
    text
      .slice(0, MAX_LENGTH)
      .replace(/^the\s/i, "")
      .replaceAll("&", "and")
      .replaceAll(/['.`\u00B4\u2018\u2019]/g, "")
      // The \W of .NET, which counts letters, marks, decimal digits and connectors of any script.
      .replaceAll(/[^\p{L}\p{Mn}\p{Nd}\p{Pc}]+/gu, " ")
      .normalize("NFD")
      .replaceAll(/\p{Mn}/gu, "")
      .normalize("NFC")
      .replaceAll(/[ÆæĐđĦħıŁłØøŒœßŦŧ]/g, (letter) => FOLDED[letter] ?? letter)
      .trim()
  );
}
