import { execFile } from "node:child_process";
import path from "node:path";
import { parseArgs, promisify } from "node:util";

import { launchBrowser, signIn } from "@minato/tests/support/launch-browser";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";

import { measureLoading } from "./dashboard-loading.ts";
import { measureScrolling } from "./dashboard-scrolling.ts";
import { measureTyping } from "./dashboard-typing.ts";
import { waitUntilQuiet } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { drawQueries } from "./search-queries.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Plan {
  count: number;
  files: number;
  perKind: number;
  rounds: number;
}

const ROOT = path.resolve(import.meta.dirname, "..");
const ROLES = "api,web,worker";
const ADMINISTRATOR = {
  email: "harbour@example.org",
  password: "nine lanterns over the quay",
};
const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 } },
} as const satisfies Record<string, BrowserContextOptions>;
const SEED = 23;
/** What people type letter by letter. */
const TYPED_KINDS = ["words", "prefix", "episode"];
/** Longer ones are typed no further: what comes then changes little. */
const MOST_KEYS = 14;

/**
 * `npm run bench -- dashboard --count 100000`: the search page of a production build in a headless
 * Chromium, before an index of that many torrents: how soon it is there on a processor that is four
 * times slower, how soon results follow a key, what moves by itself, what the scripts weigh, how
 * evenly the list scrolls.
 * `--data <directory>` keeps the index there for further runs.
 */
export async function dashboard(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      files: { type: "string", default: "3" },
      "per-kind": { type: "string", default: "5" },
      rounds: { type: "string", default: "5" },
      data: { type: "string" },
    },
  });
  const plan: Plan = {
    count: readCount("count", values.count),
    files: readCount("files", values.files),
    perKind: readCount("per-kind", values["per-kind"]),
    rounds: readCount("rounds", values.rounds),
  };
  const setup = path.join(ROOT, "scripts/setup.mjs");
  await promisify(execFile)(process.execPath, [setup, "--build"]);
  // The server inherits the environment.
  Object.assign(process.env, {
    ADMIN_EMAIL: ADMINISTRATOR.email,
    ADMIN_PASSWORD: ADMINISTRATOR.password,
  });
  const kept = values.data === undefined ? undefined : path.resolve(values.data);
  await withServer((bench) => measure(bench, plan), kept, ROLES);
}

async function measure(bench: Bench, plan: Plan): Promise<void> {
  await fill(bench, plan);
  const storageState = await signIn(bench.server.url, ADMINISTRATOR);
  const browser = await launchBrowser();
  try {
    const open = (size: keyof typeof SIZES) =>
      openContext(browser, bench, { storageState, ...SIZES[size] });
    for (const size of ["desktop", "phone"] as const) {
      console.log(`loading, ${size}, processor four times slower, medians of ${plan.rounds}`);
      console.table(await measureLoading(() => open(size), plan.rounds));
    }
    const phrases = drawPhrases(plan);
    for (const size of ["desktop", "phone"] as const) {
      const context = await open(size);
      console.log(`typing, ${size}, milliseconds after the press of a key`);
      console.table(await measureTyping(context, bench.server, phrases));
      await context.close();
    }
    console.log("scrolling through all results, desktop, milliseconds between two frames");
    console.table(await measureScrolling(() => open("desktop")));
  } finally {
    await browser.close();
  }
}

/** Makes the torrents unless a kept data directory has them. */
async function fill({ server, db, write }: Bench, plan: Plan): Promise<void> {
  const { rows } = await db.$client.query<{ count: number }>(
    "select count(*)::int as count from torrents",
  );
  if ((rows[0]?.count ?? 0) < plan.count) {
    await sendRecords(server, await write(0, plan.count, { filesPerTorrent: plan.files }));
  }
  await waitUntilQuiet(db);
}

function openContext(
  browser: Browser,
  { server }: Bench,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  return browser.newContext({ baseURL: server.url, serviceWorkers: "block", ...options });
}

function drawPhrases({ count, perKind }: Plan): string[] {
  return drawQueries(count, perKind, SEED)
    .filter(({ kind }) => TYPED_KINDS.includes(kind))
    .map(({ text }) => text.trim().slice(0, MOST_KEYS));
}
