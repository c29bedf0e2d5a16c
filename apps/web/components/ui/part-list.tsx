"use client";

import { useEffect, useState } from "react";

/** A part of a page by the id of its element. */
export interface Part {
  id: string;
  name: string;
}

/** The upper third of the window, where one reads. */
const READING_MARGIN = "-10% 0px -65% 0px";

/** The parts of a long page beside them, where there is room for it; the one being read is marked. */
export function PartList({ label, parts }: { label: string; parts: readonly Part[] }) {
  const current = useCurrentPart(parts);
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

/** Id of the part at which the page is scrolled. */
function useCurrentPart(parts: readonly Part[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  const ids = parts.map(({ id }) => id).join(" ");
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find(({ isIntersecting }) => isIntersecting);
        if (seen !== undefined) setCurrent(seen.target.id);
      },
      { rootMargin: READING_MARGIN },
    );
    for (const id of ids.split(" ")) {
      const part = document.getElementById(id);
      if (part !== null) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [ids]);
  return current;
}
