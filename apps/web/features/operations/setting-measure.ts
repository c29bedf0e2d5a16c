/** What a setting counts in, by the `unit` of its schema. */
export type MeasureKind = "bytes" | "hours" | "days" | "months";

/** Units by what they are of the unit that is stored, the smallest first. */
export const MEASURES: Readonly<Record<MeasureKind, readonly (readonly [string, number])[]>> = {
  bytes: [
    ["B", 1],
    ["MiB", 1024 ** 2],
    ["GiB", 1024 ** 3],
    ["TiB", 1024 ** 4],
  ],
  hours: [
    ["hours", 1],
    ["days", 24],
  ],
  days: [
    ["days", 1],
    ["weeks", 7],
    ["years", 365],
  ],
  months: [
    ["months", 1],
    ["years", 12],
  ],
};

/** Unit of a value that is nothing, which fits any. */
const OF_NOTHING: Partial<Record<MeasureKind, string>> = { bytes: "GiB" };
const MEASURE = /^(\d+(?:[.,]\d+)?)(?:\s*([a-z]+))?$/i;
const MAX_DIGITS = 3;

/** True for a unit that has larger ones beside it. */
export function isMeasure(unit: unknown): unit is MeasureKind {
  return typeof unit === "string" && Object.hasOwn(MEASURES, unit);
}

/** A value in the largest unit that says it in short: `21474836480` as "20 GiB". */
export function writeMeasure(value: number, kind: MeasureKind): string {
  const units = MEASURES[kind];
  const [smallest = ["", 1]] = units;
  if (value === 0) return `0 ${OF_NOTHING[kind] ?? smallest[0]}`;
  const [name, size] =
    units.findLast(([, one]) => value >= one && isShort(value / one, kind)) ?? smallest;
  return `${value / size} ${name}`;
}

/** The whole number of stored units that a text means; undefined when it is none. */
export function readMeasure(text: string, kind: MeasureKind): number | undefined {
  const [, figure = "", unit] = MEASURE.exec(text.trim()) ?? [];
  if (figure === "") return undefined;
  const size = unit === undefined ? MEASURES[kind][0]?.[1] : findUnit(unit, kind)?.[1];
  return size === undefined ? undefined : Math.round(Number(figure.replace(",", ".")) * size);
}

/** The figure and the unit of a text, for the two fields that stand for it. */
export function splitMeasure(text: string, kind: MeasureKind): { figure: string; unit: string } {
  const [, figure, unit = ""] = /^(.*?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const known = findUnit(unit, kind);
  if (known === undefined) return { figure: text, unit: MEASURES[kind][0]?.[0] ?? "" };
  return { figure: figure ?? "", unit: known[0] };
}

function findUnit(unit: string, kind: MeasureKind) {
  const wanted = unit.toLowerCase();
  // "20g" and "20 GB" are meant as the binary unit that everything here is shown in.
  return MEASURES[kind].find(([name]) => {
    const word = name.toLowerCase();
    return kind === "bytes"
      ? [word, word.charAt(0), `${word.charAt(0)}b`].includes(wanted)
      : word === wanted;
  });
}

function isShort(value: number, kind: MeasureKind): boolean {
  return Number(value.toFixed(kind === "bytes" ? MAX_DIGITS : 0)) === value;
}
