import type { ReactNode } from "react";

import { t } from "../../lib/messages/translate.ts";
import { NumberInput } from "./number-input.tsx";
import type { SearchState } from "./search-state.ts";

interface RangeFilterProps {
  state: SearchState;
  onChange: (change: Partial<SearchState>) => void;
}

const GIB = 1024 ** 3;

/** Smallest and largest size, in GiB. */
export function SizeFilter({ state, onChange }: RangeFilterProps) {
  return (
    <Range unit={t("filter.gib")}>
      <NumberInput
        isDecimal
        label={t("filter.sizeFrom")}
        placeholder={t("filter.any")}
        value={toGib(state.minSize)}
        onChange={(text) => onChange({ minSize: toBytes(text) })}
      />
      <NumberInput
        isDecimal
        label={t("filter.sizeTo")}
        placeholder={t("filter.any")}
        value={toGib(state.maxSize)}
        onChange={(text) => onChange({ maxSize: toBytes(text) })}
      />
    </Range>
  );
}

/** First and last year; single years stand in the list below. */
export function YearFilter({ state, onChange }: RangeFilterProps) {
  const range = state.year.find((value) => value.includes(".."));
  const [from = "", to = ""] = range?.split("..") ?? [];
  const change = (first: string, last: string) => {
    // Half a year typed is not yet a filter.
    if ([first, last].some((year) => year !== "" && year.length !== 4)) return;
    const singles = state.year.filter((value) => value !== range);
    const isEmpty = first === "" && last === "";
    onChange({ year: isEmpty ? singles : [...singles, `${first}..${last}`] });
  };
  return (
    <Range>
      <NumberInput
        label={t("filter.yearFrom")}
        placeholder={t("filter.any")}
        value={from}
        onChange={(text) => change(text, to)}
      />
      <NumberInput
        label={t("filter.yearTo")}
        placeholder={t("filter.any")}
        value={to}
        onChange={(text) => change(from, text)}
      />
    </Range>
  );
}

/** Fewest seeders. */
export function SeederFilter({ state, onChange }: RangeFilterProps) {
  return (
    <div className="grid grid-cols-2 items-center gap-2">
      <span className="text-small text-ink-soft">{t("filter.minSeeders")}</span>
      <NumberInput
        label={t("filter.minSeeders")}
        placeholder={t("filter.any")}
        value={state.minSeeders?.toString() ?? ""}
        onChange={(text) => onChange({ minSeeders: text === "" ? undefined : Number(text) })}
      />
    </div>
  );
}

function Range({ unit, children }: { unit?: string; children: [ReactNode, ReactNode] }) {
  return (
    <div className="flex items-center gap-2 text-small text-ink-faint">
      {children[0]}
      <span aria-hidden>–</span>
      {children[1]}
      {unit === undefined ? null : <span>{unit}</span>}
    </div>
  );
}

function toGib(bytes: number | undefined): string {
  return bytes === undefined ? "" : String(Number((bytes / GIB).toFixed(3)));
}

function toBytes(text: string): number | undefined {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) || value === 0 ? undefined : Math.round(value * GIB);
}
