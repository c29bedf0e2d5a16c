"use client";

import { clsx } from "clsx";
import { useState } from "react";

import { Checkbox } from "../../components/ui/checkbox.tsx";
import { formatCompact, formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { SHORT_LENGTH } from "./keep-places.ts";

/** A value of a filter with how many torrents have it. */
export interface FacetValue {
  value: string;
  count: number;
}

interface FacetListProps {
  /** What the values are of. */
  label: string;
  values: readonly FacetValue[];
  selected: readonly string[];
  /** How a value reads. */
  name: (value: string) => string;
  onChange: (selected: string[]) => void;
}

/** From here on looking for one by eye takes longer than typing a part of it. */
const FILTERED_LENGTH = 12;

/** The values of one filter; several can be chosen. */
export function FacetList({ label, values, selected, name, onChange }: FacetListProps) {
  const [isLong, setIsLong] = useState(false);
  const [part, setPart] = useState("");
  const all = withSelected(values, selected);
  const wanted = part.trim().toLowerCase();
  const shown = isLong
    ? all.filter(({ value }) => name(value).toLowerCase().includes(wanted))
    : all.filter(({ value }, index) => index < SHORT_LENGTH || selected.includes(value));
  const hidden = all.length - shown.length;
  // What nothing has is no reason to look further, but what stands below must not move up.
  const more = all.filter((one) => one.count > 0 && !shown.includes(one)).length;

  function handleToggle(value: string) {
    const rest = selected.filter((other) => other !== value);
    onChange(rest.length === selected.length ? [...selected, value] : rest);
  }

  return (
    <div className="grid">
      {isLong && all.length > FILTERED_LENGTH ? (
        <input
          type="search"
          value={part}
          onChange={(event) => setPart(event.target.value)}
          aria-label={t("filter.within", { name: label })}
          placeholder={t("filter.withinPlaceholder", { count: all.length })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="mb-1 h-8 w-full min-w-0 rounded-md border border-line-strong/55 bg-surface px-2.5 text-small max-sm:h-10"
        />
      ) : null}
      <div className={isLong ? "grid max-h-80 overflow-y-auto [scrollbar-width:thin]" : "grid"}>
        {shown.map(({ value, count }) => (
          <Checkbox
            key={value}
            checked={selected.includes(value)}
            onChange={() => handleToggle(value)}
          >
            <span className="flex min-w-0 flex-1 items-center justify-between gap-2 py-1 max-sm:py-2">
              <span
                className={clsx("truncate text-small", count === 0 && "text-ink-faint")}
                title={name(value)}
              >
                {name(value)}
              </span>
              <span className="figures text-caption text-ink-faint" title={formatNumber(count)}>
                {formatCompact(count)}
              </span>
            </span>
          </Checkbox>
        ))}
      </div>
      {isLong && shown.length === 0 ? (
        <p className="py-1 text-small text-ink-faint">{t("filter.noneWithin")}</p>
      ) : null}
      {hidden > 0 || isLong ? (
        <button
          type="button"
          onClick={() => {
            setIsLong(!isLong);
            setPart("");
          }}
          className={clsx(
            "touch mt-0.5 justify-self-start rounded-sm py-1 text-small text-accent hover:underline",
            !isLong && more === 0 && "invisible",
          )}
        >
          {isLong ? t("filter.fewer") : t("filter.more", { count: more })}
        </button>
      ) : null}
    </div>
  );
}

/** What is chosen stays in sight even when nothing in the results has it. */
function withSelected(values: readonly FacetValue[], selected: readonly string[]): FacetValue[] {
  const known = new Set(values.map(({ value }) => value));
  const missing = selected.filter((value) => !known.has(value));
  return [...values, ...missing.map((value) => ({ value, count: 0 }))];
}
