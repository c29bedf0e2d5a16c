import { t } from "./messages/translate.ts";

/** What the server's check found wrong, in the language of the page; undefined for what it words itself. */
export function describeIssue(issue: object): string | undefined {
  const { code, origin, minimum, maximum, format, expected } = issue as Record<string, unknown>;
  if (code === "too_small" && typeof minimum === "number") {
    if (origin === "string") {
      return minimum === 1 ? t("error.empty") : t("error.tooShort", { count: minimum });
    }
    if (origin === "number") return t("error.atLeast", { limit: minimum });
    return minimum === 1 ? t("error.empty") : undefined;
  }
  if (code === "too_big" && typeof maximum === "number") {
    if (origin === "string") return t("error.tooLong", { count: maximum });
    return origin === "number" ? t("error.atMost", { limit: maximum }) : undefined;
  }
  if (code === "invalid_format" && format === "email") return t("error.notMail");
  if (code === "invalid_format" && format === "url") return t("error.notAddress");
  if (code === "invalid_type" && (expected === "number" || expected === "int")) {
    return t(expected === "int" ? "error.notWhole" : "error.notNumber");
  }
  return undefined;
}
