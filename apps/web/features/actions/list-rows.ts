/** Rows of whatever list a page has; places to go to and fields to fill in are no lists. */
const ROWS = "main :is(tbody > tr, ul > li, ol > li)";
const NO_LISTS = "nav, form, [role=dialog], [aria-label='breadcrumb']";
/** What a row opens by itself. */
const OPENERS = "a[href], summary";
const CONTROLS = `${OPENERS}, button:not(:disabled), select, input`;

/** The rows of the page's lists that can be gone through, from the top down. */
export function listRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)].filter(
    (row) =>
      row.closest(NO_LISTS) === null &&
      row.checkVisibility() &&
      (row.querySelector(CONTROLS) !== null || row.closest("table") !== null),
  );
}

/** The row the focus is in, the innermost where lists lie in lists. */
export function focusedRow(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>(ROWS) ?? undefined;
}

/**
 * Moves the focus by some rows, or to the first one in sight where it is in none: to what the row
 * opens, or to the row itself, so that a key that follows changes nothing by accident.
 */
export function focusRow(steps: number): void {
  const rows = listRows();
  const from = rows.findIndex((row) => row === focusedRow());
  const row = from === -1 ? firstInSight(rows) : rows[from + steps];
  if (row === undefined) return;
  const opener = row.querySelector<HTMLElement>(OPENERS);
  if (opener === null) row.tabIndex = -1;
  (opener ?? row).focus();
  row.scrollIntoView({ block: "nearest" });
}

/** Goes on from a row to the first thing in it. */
export function enterRow(): void {
  focusedRow()?.querySelector<HTMLElement>(CONTROLS)?.focus();
}

function firstInSight(rows: readonly HTMLElement[]): HTMLElement | undefined {
  return rows.find((row) => row.getBoundingClientRect().top >= 0) ?? rows.at(-1);
}
