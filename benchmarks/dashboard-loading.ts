import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import { followShifts } from "@minato/tests/support/follow-shifts";
import type { BrowserContext } from "playwright-core";

import { percentile } from "./search-figures.ts";

/** What one visit took; milliseconds after the address was entered. */
interface Visit {
  firstPaint: number;
  /** The search box takes keys. */
  box: number;
  /** The first results are in sight. */
  rows: number;
  /** The end of the last piece of work over 50 ms before all was still. */
  lastLongTask: number;
  shift: number;
}

const SLOWER = 4;
const STILL = 1500;

const PROBE = `
  self.seenAt = {};
  const note = (name) => { self.seenAt[name] ??= performance.now(); };
  const afterFrame = (name) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => note(name);
    port2.postMessage(0);
  });
  let isBox = false, isRow = false;
  new MutationObserver((_, observer) => {
    const box = document.querySelector("input[type=search]");
    if (!isBox && box && Object.keys(box).some((key) => key.startsWith("__reactProps"))) {
      isBox = true;
      afterFrame("box");
    }
    if (!isRow && document.querySelector("[data-index] a")) {
      isRow = true;
      afterFrame("rows");
    }
    if (isBox && isRow) observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  self.longTasks = [];
  new PerformanceObserver((list) => self.longTasks.push(...list.getEntries()
    .map(({ startTime, duration }) => startTime + duration))).observe({ type: "longtask", buffered: true });
`;

/** Opens the search page anew some times and gives the medians. */
export async function measureLoading(
  open: () => Promise<BrowserContext>,
  rounds: number,
): Promise<Record<keyof Visit | "scriptKilobytes", number>> {
  // What the server compiles at the first visit is no part of the others.
  await visit(open);
  const visits: Visit[] = [];
  for (let round = 0; round < rounds; round++) visits.push(await visit(open));
  const median = (name: keyof Visit) =>
    percentile(
      visits.map((one) => one[name]),
      0.5,
    );
  const whole = (name: keyof Visit) => Math.round(median(name));
  return {
    firstPaint: whole("firstPaint"),
    box: whole("box"),
    rows: whole("rows"),
    lastLongTask: whole("lastLongTask"),
    shift: Math.round(median("shift") * 10_000) / 10_000,
    scriptKilobytes: Math.round((await weighScripts(open)) / 100) / 10,
  };
}

async function visit(open: () => Promise<BrowserContext>): Promise<Visit> {
  const context = await open();
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  const shifts = await followShifts(page);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto("/");
  await page.locator("[data-index] a").first().waitFor();
  await sleep(STILL);
  const { score, moved } = await shifts.take();
  if (score > 0.01) console.error(`moved: ${moved.join("; ")}`);
  const seen = await page.evaluate<Pick<Visit, "firstPaint" | "box" | "rows" | "lastLongTask">>(`({
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    ...self.seenAt,
    lastLongTask: Math.max(0, ...self.longTasks),
  })`);
  await context.close();
  return { ...seen, shift: score };
}

/** Bytes of the scripts of a first visit as they travel; the texts of one language are apart. */
async function weighScripts(open: () => Promise<BrowserContext>): Promise<number> {
  const context = await open();
  const page = await context.newPage();
  // What the browser may load while it is idle is not part of a first visit.
  await page.addInitScript(
    "navigator.connection.__proto__.__defineGetter__('saveData', () => true)",
  );
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    const isText = new URL(response.url()).pathname.startsWith("/messages/");
    if (response.request().resourceType() === "script" && !isText) bodies.push(response.body());
  });
  await page.goto("/");
  await page.locator("[data-index] a").first().waitFor();
  await sleep(STILL);
  const weights = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await context.close();
  return weights.reduce((sum, bytes) => sum + bytes, 0);
}
