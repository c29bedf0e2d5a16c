import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** A theme as the browser asks for it. */
export type Scheme = "light" | "dark";

/**
 * Colours change by transitions, and those of what is inside begin again while its parent's last;
 * what moves for ever is not waited for.
 */
const COLOURS_CHANGED = `(async () => {
  const list = () => document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
  for (let running = list(); running.length > 0; running = list()) {
    await Promise.allSettled(running.map(({ finished }) => finished));
  }
  return true;
})()`;

/**
 * What axe finds serious or critical on a page in each theme: the rule, where, and what would mend
 * it.
 */
export async function checkAccess(
  page: Page,
  schemes: readonly Scheme[] = ["light", "dark"],
): Promise<string[]> {
  // The inspector evaluates it, which no policy for scripts forbids.
  await page.evaluate(`window.axe === undefined && (() => { ${SOURCE} })()`);
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(COLOURS_CHANGED);
    found.push(...(await runAxe(page)).map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
}

async function runAxe(page: Page): Promise<string[]> {
  // The shape that axe documents for its results.
  const findings = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as Finding[];
  return findings
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
    );
}
