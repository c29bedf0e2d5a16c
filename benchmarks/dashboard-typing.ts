import { setTimeout as sleep } from "node:timers/promises";

import { followShifts } from "@minato/tests/support/follow-shifts";
import type { BrowserContext, Page } from "playwright-core";

import { percentile } from "./search-figures.ts";
import type { BenchmarkServer } from "./start-server.ts";

/** Milliseconds from the press of a key until it was so far. */
interface Press {
  requested: number;
  answered: number;
  /** The rows stand in the document. */
  drawn: number;
  /** The browser has shown the frame with them. */
  painted: number;
}

/** Typists, with milliseconds between two keys: an even one, and one who is in a hurry. */
const TYPISTS = [
  { name: "each key", pause: 200, isEach: true },
  { name: "last key of a word typed fast", pause: 60, isEach: false },
];
const FIRST_ROWS = 5;
const ANSWER_LIMIT = 3000;
const AFTER_TYPING = 600;

/**
 * Notes when a key is pressed, and when the first rows are those that its results begin with. The
 * time of a key is the browser's own, the frame is over when a message behind it comes through.
 */
const PROBE = `
  self.presses = [];
  let wanted;
  const read = () => [...document.querySelectorAll("[data-index]")]
    .filter((row) => Number(row.dataset.index) < ${FIRST_ROWS})
    .sort((a, b) => a.dataset.index - b.dataset.index)
    .map((row) => row.querySelector("a")?.textContent).join("\\n");
  self.readRows = read;
  self.await = (rows) => { wanted = { rows }; };
  self.painted = async (limit) => {
    const end = performance.now() + limit;
    while (self.presses.length === 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return self.presses.splice(0);
  };
  addEventListener("keydown", (event) => { if (wanted) wanted.at ??= event.timeStamp; }, true);
  const look = () => {
    if (wanted?.at === undefined || read() !== wanted.rows) return;
    const { at } = wanted;
    const drawn = performance.now() - at;
    wanted = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const painted = performance.now() - at;
        const entry = performance.getEntriesByType("resource")
          .find(({ name, startTime }) => name.includes("/rpc/search/torrents") && startTime >= at);
        self.presses.push({
          requested: entry ? entry.startTime - at : 0,
          answered: entry ? entry.responseEnd - at : 0,
          drawn,
          painted,
        });
      };
      port2.postMessage(0);
    });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  performance.setResourceTimingBufferSize(100000);
`;

/** Types phrases and tells how soon the rows followed, and what moved. */
export async function measureTyping(
  context: BrowserContext,
  server: BenchmarkServer,
  phrases: readonly string[],
): Promise<Record<string, Record<string, string | number>>> {
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  const shifts = await followShifts(page);
  await page.goto("/");
  await page.locator("[data-index] a").first().waitFor();
  await sleep(AFTER_TYPING);
  await shifts.take();
  const table: Record<string, Record<string, string | number>> = {};
  for (const { name, pause, isEach } of TYPISTS) {
    const presses: Press[] = [];
    for (const phrase of phrases) {
      presses.push(...(await typePhrase(page, server, phrase, { pause, isEach })));
    }
    Object.assign(table, describe(name, presses));
  }
  const { score, moved } = await shifts.take({ withAnswers: true });
  table["layout shift of all typing"] = { p50: score.toFixed(4), p95: "", keys: phrases.length };
  for (const line of moved.slice(0, 4)) console.error(`moved: ${line}`);
  await page.close();
  return table;
}

async function typePhrase(
  page: Page,
  server: BenchmarkServer,
  phrase: string,
  { pause, isEach }: { pause: number; isEach: boolean },
): Promise<Press[]> {
  await page.evaluate("document.querySelector('input[type=search]').select()");
  const presses: Press[] = [];
  for (let length = 1; length <= phrase.length; length++) {
    const text = phrase.slice(0, length);
    const isMeasured = isEach || length === phrase.length;
    const rows = isMeasured ? await findFirst(server, text) : "";
    const before = await page.evaluate<string>("self.readRows()");
    const changes = isMeasured && rows !== before && rows !== "";
    if (changes) await page.evaluate(`self.await(${JSON.stringify(rows)})`);
    await page.keyboard.press(text.at(-1) === " " ? "Space" : text.at(-1)!);
    if (changes) presses.push(...(await takePress(page, text)));
    await sleep(pause);
  }
  await sleep(AFTER_TYPING);
  return presses;
}

async function takePress(page: Page, text: string): Promise<Press[]> {
  const presses = await page.evaluate<Press[]>(`self.painted(${ANSWER_LIMIT})`);
  if (presses.length === 0) throw new Error(`the results of "${text}" never came`);
  return presses;
}

/** Titles of the first results, as the API gives them. */
async function findFirst(server: BenchmarkServer, text: string): Promise<string> {
  // The page asks for the words without the space that follows them.
  const asked = { q: text.trim(), limit: String(FIRST_ROWS), sort: "relevance" };
  const query = new URLSearchParams(asked);
  const answer = await fetch(`${server.url}/api/v1/search?${query}`, {
    headers: { "X-Api-Key": server.apiKey },
  });
  const { items } = (await answer.json()) as { items: { title: string }[] };
  return items.map(({ title }) => title).join("\n");
}

function describe(name: string, presses: readonly Press[]) {
  const rows = (["requested", "answered", "drawn", "painted"] as const).map((step) => {
    const values = presses.map((press) => press[step]);
    const figures = {
      p50: Math.round(percentile(values, 0.5)),
      p95: Math.round(percentile(values, 0.95)),
      keys: presses.length,
    };
    return [`${name}: ${step}`, figures] as const;
  });
  return Object.fromEntries(rows);
}
