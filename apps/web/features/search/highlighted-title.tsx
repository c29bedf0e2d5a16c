import { Fragment } from "react";

import { Breakable } from "../../components/ui/breakable.tsx";

interface HighlightedTitleProps {
  title: string;
  /** Matched parts as [start, end) in UTF-16 units, in ascending order, apart. */
  ranges?: readonly (readonly [number, number])[] | undefined;
  /** Over several lines, where there is room for them. */
  wraps?: boolean | undefined;
}

/** A title with the matched parts marked. */
export function HighlightedTitle({ title, ranges = [], wraps = false }: HighlightedTitleProps) {
  // Lists draw dozens with each key: a place to break is an element, and one line needs none.
  const draw = (text: string) => (wraps ? <Breakable text={text} /> : text);
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {draw(title.slice(ranges[index - 1]?.[1] ?? 0, start))}
          <mark>{title.slice(start, end)}</mark>
        </Fragment>
      ))}
      {draw(title.slice(ranges.at(-1)?.[1] ?? 0))}
    </>
  );
}
