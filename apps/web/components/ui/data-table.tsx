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

/** A table of a screenful; on a phone each row is a block: the first cell over a grid of values. */
export function DataTable<Row>({ label, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <table
      aria-label={label}
      className="w-full border-separate border-spacing-0 rounded-lg border border-line bg-surface text-small max-sm:block"
    >
      <thead className="max-sm:sr-only">
        <tr className="text-ink-faint">
          {columns.map(({ id, name, isNumber, className }) => (
            <th
              key={id}
              scope="col"
              className={clsx(
                "border-b border-line py-2 pr-4 font-normal first:pl-4",
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
            className="group align-baseline max-sm:grid max-sm:grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] max-sm:gap-x-3 max-sm:gap-y-1.5 max-sm:border-line max-sm:px-4 max-sm:py-2.5 max-sm:not-last:border-b"
          >
            {columns.map(({ id, name, isNumber, className, cell }) => (
              <td
                key={id}
                data-name={nameOf(name)}
                className={clsx(
                  "border-line py-2 pr-4 first:pl-4 max-sm:p-0 max-sm:first:col-span-full max-sm:first:p-0 sm:group-not-last:border-b",
                  "max-sm:not-first:before:block max-sm:not-first:before:text-caption max-sm:not-first:before:text-ink-faint max-sm:not-first:before:content-[attr(data-name)]",
                  isNumber === true && "figures text-right max-sm:text-left",
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
