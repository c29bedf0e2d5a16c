import { Fragment } from "react";

import { Breakable } from "../../components/ui/breakable.tsx";

interface HighlightedTitleProps {
  title: string;
  /** Matched parts as [start, end) in UTF-16 units, in ascending order, apart. */
  ranges?: readonly (readonly [number, number])[] | undefined;
}

/** A title with the matched parts marked. */
export function HighlightedTitle({ title, ranges = [] }: HighlightedTitleProps) {
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          <Breakable text={title.slice(ranges[index - 1]?.[1] ?? 0, start)} />
          <mark>{title.slice(start, end)}</mark>
        </Fragment>
      ))}
      <Breakable text={title.slice(ranges.at(-1)?.[1] ?? 0)} />
    </>
  );
}
