/** Results that are asked for at once. */
export const PAGE_SIZE = 25;

/** Windows beyond this show more than that before anybody scrolls; in pixels. */
const LARGE = { width: 1500, height: 1000 };

let pages: number | undefined;

/** How many pages the first answer holds, as many as fill this window. */
export function firstPages(): number {
  // The window may change; what was asked for does not.
  pages ??= isLarge() ? 2 : 1;
  return pages;
}

function isLarge(): boolean {
  if (typeof window === "undefined") return false;
  return window.innerWidth > LARGE.width || window.innerHeight > LARGE.height;
}

/** The same in results, as an expression for a script that runs before all others. */
export const FIRST_SIZE_EXPRESSION = `(self.innerWidth>${LARGE.width}||self.innerHeight>${LARGE.height}?2:1)*${PAGE_SIZE}`;
