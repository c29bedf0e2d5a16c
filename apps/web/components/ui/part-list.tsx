"use client";

import { useCurrentPart } from "./use-current-part.ts";

/** A part of a page by the id of its element. */
export interface Part {
  id: string;
  name: string;
}

/** The parts of a long page beside them, where there is room for it; the one being read is marked. */
export function PartList({ label, parts }: { label: string; parts: readonly Part[] }) {
  const current = useCurrentPart(parts.map(({ id }) => id));
  return (
    <nav
      aria-label={label}
      className="sticky top-[calc(var(--bar-height)+1.5rem)] h-fit max-xl:hidden"
    >
      <ul className="grid border-l border-line">
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? "location" : undefined}
              className="-ml-px block border-l border-transparent py-1 pl-4 text-small text-ink-soft transition-colors hover:border-accent hover:text-ink aria-[current=location]:border-accent aria-[current=location]:text-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
