import { clsx } from "clsx";
import { useState } from "react";

import { inputStyle } from "../../components/ui/field.tsx";
import { settingWord } from "../../lib/messages/operator-words.ts";
import { MEASURES, readMeasure, splitMeasure, type MeasureKind } from "./setting-measure.ts";

const TIMES = ["hours", "days", "weeks", "months", "years"] as const;

interface MeasureInputProps {
  id: string;
  kind: MeasureKind;
  /** Figure and unit: "20 GiB". */
  value: string;
  "aria-invalid": boolean;
  "aria-describedby": string;
  onChange: (text: string) => void;
}

/** A figure and its unit; a unit may also be typed behind the figure. */
export function MeasureInput({ id, kind, value, onChange, ...described }: MeasureInputProps) {
  const { figure, unit } = splitMeasure(value, kind);
  // While a unit is being typed, the field keeps it.
  const [typed, setTyped] = useState<string>();

  function handleFigure(text: string) {
    setTyped(text);
    const hasUnit = /[a-z]$/i.test(text) && readMeasure(text, kind) !== undefined;
    onChange(hasUnit ? text : `${text} ${unit}`);
  }

  return (
    <div className="flex gap-2">
      <input
        {...described}
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? figure}
        onChange={(event) => handleFigure(event.target.value)}
        onBlur={() => setTyped(undefined)}
        className={clsx(inputStyle, "h-9 max-w-28 text-right tabular-nums")}
      />
      <select
        aria-label={settingWord("settings.unit")}
        value={unit}
        onChange={(event) => onChange(`${figure} ${event.target.value}`)}
        className={clsx(inputStyle, "h-9")}
      >
        {MEASURES[kind].map(([name]) => (
          <option key={name} value={name}>
            {describeUnit(name)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A unit in the language of the page. */
function describeUnit(unit: string): string {
  return isTime(unit) ? settingWord(`settings.unit.${unit}`) : unit;
}

function isTime(unit: string): unit is (typeof TIMES)[number] {
  return (TIMES as readonly string[]).includes(unit);
}
