import { clsx } from "clsx";
import type { Key, ReactNode } from "react";

import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";

/** One column of a table. */
export interface DataColumn<Row> {
  id: string;
  /** Of its text in the catalogue, so that columns can stand outside of what is drawn; empty for buttons. */
  name: PlainMessageKey | "";
  isNumber?: boolean;
  /** Left out where there is less room. */
  className?: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
}

/** A table of a screenful; on a phone each row is a block: the first cell over names and values. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table aria-label={label} className="w-full text-small max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-ink-faint">
          {columns.map(({ id, name, isNumber, className }) => (
            <th
              key={id}
              scope="col"
              className={clsx(
                "py-1.5 pr-4 font-normal last:pr-0",
                isNumber === true ? "text-right" : "text-left",
                className,
              )}
            >
              {nameOf(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className="border-b border-line align-baseline max-sm:flex max-sm:flex-wrap max-sm:gap-x-4 max-sm:gap-y-0.5 max-sm:py-2"
          >
            {columns.map(({ id, name, isNumber, className, cell }) => (
              <td
                key={id}
                data-name={nameOf(name)}
                className={clsx(
                  "py-1.5 pr-4 last:pr-0 max-sm:p-0 max-sm:first:basis-full",
                  "max-sm:not-first:before:mr-1.5 max-sm:not-first:before:text-ink-faint max-sm:not-first:before:content-[attr(data-name)]",
                  isNumber === true && "figures text-right",
                  className,
                )}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameOf(name: PlainMessageKey | ""): string {
  return name === "" ? "" : t(name);
}
