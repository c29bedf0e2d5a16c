import { Fragment } from "react";

/** Text that may break after the dots and underscores release names are joined with. */
export function Breakable({ text }: { text: string }) {
  const parts = text.split(/(?<=[._])(?=\w)/);
  return parts.map((part, index) => (
    // The parts of a text never change places.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {part}
      {index < parts.length - 1 ? <wbr /> : null}
    </Fragment>
  ));
}
