import { clsx } from "clsx";

import { describeContentType } from "./content-types.ts";

interface CoverProps {
  /** The name of the work. */
  title: string;
  year: number | undefined;
  contentType: string | null;
  /** Without words, where the title stands beside it. */
  isSmall?: boolean;
}

/** Depth lines of the chart. */
const CONTOURS = [0, 1, 2, 3, 4, 5];

/** A cover set in type over the depth lines of a chart; each work has its own shoal. */
export function Cover({ title, year, contentType, isSmall = false }: CoverProps) {
  const { icon: Icon } = describeContentType(contentType);
  return (
    <span
      aria-hidden
      className={clsx(
        "relative flex flex-col overflow-hidden bg-shoal text-ink",
        isSmall ? "size-full items-center justify-center" : "h-full justify-between p-3.5",
      )}
    >
      <Contours seed={hash(title.toLowerCase())} />
      {isSmall ? (
        <Icon size={22} strokeWidth={1.5} className="relative text-ink-soft" />
      ) : (
        <>
          <span className="relative flex items-center gap-2 text-small text-ink-soft">
            <Icon size={18} strokeWidth={1.5} />
            <span className="figures">{year}</span>
          </span>
          <span
            className={clsx(
              "verbatim relative line-clamp-4 font-semibold tracking-tight text-balance wrap-anywhere",
              title.length > 34 ? "text-lead leading-5" : "text-title leading-6.5",
            )}
          >
            {title}
          </span>
        </>
      )}
    </span>
  );
}

function Contours({ seed }: { seed: number }) {
  const x = 20 + (seed % 60);
  const y = 15 + ((seed >>> 6) % 50);
  const turn = (seed >>> 12) % 180;
  const flat = 0.45 + ((seed >>> 20) % 40) / 100;
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full text-accent"
    >
      {CONTOURS.map((step) => (
        <ellipse
          key={step}
          cx={x + step * 2.5}
          cy={y + step * 3}
          rx={9 + step * 12}
          ry={(9 + step * 12) * flat}
          transform={`rotate(${turn + step * 7} ${x} ${y})`}
          fill="currentColor"
          fillOpacity={0.045}
          stroke="currentColor"
          strokeOpacity={0.3 - step * 0.04}
          strokeWidth={0.5}
        />
      ))}
    </svg>
  );
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}
