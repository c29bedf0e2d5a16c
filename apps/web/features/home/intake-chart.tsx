import { useState, type PointerEvent } from "react";

import { formatCompact } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeStep, describeTime, formatRate } from "./describe-step.ts";
import { ratePerMinute, roundUp, type Intake } from "./intake-rate.ts";

interface IntakeChartProps {
  intake: Intake;
  /** The step that is read; undefined for none. */
  onRead: (index: number | undefined) => void;
}

/** Lines of equal depth between the bottom and the top. */
const DEPTHS = 4;
const HEIGHT = 100;
/** Where times are written under the chart, as parts of its width; its end is now. */
const MARKS = [0, 1 / 3, 2 / 3];

/**
 * New torrents per minute as the profile of a sea bed: steps side by side, with depth lines. A pointer
 * or the arrow keys read single steps.
 */
export function IntakeChart({ intake: { items, stepSeconds }, onRead }: IntakeChartProps) {
  const [chosen, setChosen] = useState<number>();
  const rates = items.map((step) => ratePerMinute(step, stepSeconds));
  const top = roundUp(Math.max(...rates));
  const read = (index: number | undefined) => {
    setChosen(index);
    onRead(index);
  };
  const handlePointer = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * items.length);
    read(Math.min(items.length - 1, Math.max(0, index)));
  };
  const shown = Math.min(chosen ?? items.length - 1, items.length - 1);
  const step = items[shown];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
      <div className="relative h-44 rounded-sm focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent sm:h-52">
        <Drawing rates={rates} top={top} chosen={chosen} />
        <input
          type="range"
          min={0}
          max={items.length - 1}
          value={shown}
          aria-label={t("home.chartLabel")}
          aria-valuetext={step === undefined ? undefined : describeStep(step, stepSeconds)}
          className="absolute inset-0 size-full cursor-crosshair touch-pan-y opacity-0"
          onChange={({ target }) => read(Number(target.value))}
          onPointerMove={handlePointer}
          onPointerLeave={() => read(undefined)}
          onFocus={() => read(shown)}
          onBlur={() => read(undefined)}
        />
      </div>
      <div
        aria-hidden
        className="figures flex flex-col-reverse justify-between text-right text-caption text-ink-faint"
      >
        {Array.from({ length: DEPTHS + 1 }, (_, depth) => (
          <span key={depth} className="-my-2 min-h-4">
            {describeDepth((top * depth) / DEPTHS, top)}
          </span>
        ))}
      </div>
      <p
        aria-hidden
        className="figures mt-2 flex justify-between gap-2 text-caption text-ink-faint"
      >
        {MARKS.map((part) => (
          <span key={part}>
            {describeTime(items[Math.floor(part * items.length)], stepSeconds)}
          </span>
        ))}
        <span>{t("home.now")}</span>
      </p>
    </div>
  );
}

/** A depth that only rounding would make short is not written. */
function describeDepth(rate: number, top: number): string {
  if (top > DEPTHS) return formatCompact(Math.round(rate));
  return Number.isInteger(rate * 10) ? formatRate(rate) : "";
}

interface DrawingProps {
  rates: readonly number[];
  top: number;
  chosen: number | undefined;
}

function Drawing({ rates, top, chosen }: DrawingProps) {
  const count = rates.length;
  const outline = rates
    .map((rate, index) => {
      const y = HEIGHT - (rate / top) * HEIGHT;
      return `L${index} ${y}H${index + 1}`;
    })
    .join("");
  const line = outline.replace("L", "M");
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${count} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="size-full overflow-visible"
    >
      {Array.from({ length: DEPTHS + 1 }, (_, depth) => (
        <line
          key={depth}
          x1={0}
          x2={count}
          y1={(HEIGHT * depth) / DEPTHS}
          y2={(HEIGHT * depth) / DEPTHS}
          className={depth === DEPTHS ? "stroke-line-strong" : "stroke-line"}
          strokeDasharray={depth === DEPTHS ? undefined : "2 4"}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {chosen === undefined ? null : (
        <rect x={chosen} width={1} y={0} height={HEIGHT} className="fill-shoal-hover" />
      )}
      <path d={`M0 ${HEIGHT}${outline}V${HEIGHT}Z`} className="fill-accent-wash" />
      {chosen === undefined ? null : (
        <rect
          x={chosen}
          width={1}
          y={HEIGHT - ((rates[chosen] ?? 0) / top) * HEIGHT}
          height={((rates[chosen] ?? 0) / top) * HEIGHT}
          className="fill-accent/45"
        />
      )}
      <path
        d={line}
        fill="none"
        strokeWidth={1.75}
        strokeLinejoin="round"
        className="stroke-accent"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
