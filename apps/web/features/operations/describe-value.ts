import { formatNumber } from "../../lib/format/format-number.ts";
import { currentLocale } from "../../lib/messages/language.ts";
import { findSettingWord } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import { isMeasure, splitMeasure, type MeasureKind } from "./setting-measure.ts";
import { writeValue, type SettingInput } from "./setting-values.ts";

/** A value of a setting in words, with its unit. */
export function describeValue(value: unknown, input: SettingInput): string {
  if (value === true) return t("settings.on");
  if (value === false) return t("settings.off");
  if (value === "") return t("app.none");
  if (typeof value === "number") {
    return isMeasure(input) ? describeMeasure(value, input) : formatNumber(value);
  }
  if (typeof value !== "string") return JSON.stringify(value);
  return input === "choice" ? (findSettingWord("choice", value) ?? value) : value;
}

/** A size or a time in the largest unit that says it in short. */
export function describeMeasure(value: number, kind: MeasureKind): string {
  const { figure, unit } = splitMeasure(writeValue(value, kind), kind);
  return kind === "bytes"
    ? `${formatNumber(Number(figure))} ${unit}`
    : new Intl.NumberFormat(currentLocale(), {
        style: "unit",
        unit: unit.replace(/s$/, ""),
        unitDisplay: "long",
      }).format(Number(figure));
}
