import type { Page } from "playwright-core";

/** What moved by itself on a page. */
export interface Shifts {
  /** Sum of the layout shifts, as web vitals count them. */
  score: number;
  /** The elements that moved most, for the reader of a failure. */
  moved: string[];
}

const SCRIPT = `
  self.shifts = [];
  const nameOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element ? element.tagName.toLowerCase() + "." + String(element.className).slice(0, 60) : "?";
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      self.shifts.push({
        value: entry.value,
        isAnswer: entry.hadRecentInput,
        moved: entry.sources.map(({ node, previousRect: a, currentRect: b }) =>
          nameOf(node) + " " + [a.x, a.y, a.width, a.height] + " > " + [b.x, b.y, b.width, b.height]),
      });
    }
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Follows what moves on every page that is opened from now on. */
export async function followShifts(page: Page) {
  await page.addInitScript(SCRIPT);
  return {
    /** What moved since the page was opened, or since it was asked last. */
    take: async ({ withAnswers = false } = {}): Promise<Shifts> => {
      const entries =
        await page.evaluate<{ value: number; isAnswer: boolean; moved: string[] }[]>(
          "self.shifts.splice(0)",
        );
      const counted = entries.filter(({ isAnswer }) => withAnswers || !isAnswer);
      return {
        score: counted.reduce((sum, { value }) => sum + value, 0),
        moved: counted.flatMap(({ moved }) => moved).slice(0, 8),
      };
    },
  };
}
