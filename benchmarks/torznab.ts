import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";

import type { Database } from "@minato/database";

import { waitUntilQuiet } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { percentile } from "./search-figures.ts";
import { sendRecords } from "./send-records.ts";
import { type BenchmarkServer, findPostgresDirectory } from "./start-server.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Answer {
  firstByteMs: number;
  totalMs: number;
  status: number;
  bytes: number;
  items: number;
}

interface Row {
  what: string;
  p50: string;
  p95: string;
  "first byte p95": string;
  /** Of the server's process and of PostgreSQL; other work on the machine does not move it. */
  "CPU/request": string;
  items: number;
  target: string;
}

type Ask = (address: string, headers?: Record<string, string>) => Promise<Answer>;

const ROUNDS = 200;
const WARM_UP = 30;
const LOAD_SECONDS = 8;
const LOAD_CONNECTIONS = 8;
/** USER_HZ, 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const TV = "5030,5040";
const FILMS = "2000,2010,2020,2030,2040,2045,2050,2060";
const WORDS = "river,garden,light,night,spring,harbour,silent,winter,city,stone".split(",");

/**
 * `npm run bench -- torznab --count 200000`: what Sonarr, Radarr and Prowlarr ask of an index of
 * that many torrents, through HTTP: searches by id, the feed without a text, capabilities and all
 * of it mixed. `--data <directory>` keeps the index there for further runs.
 */
export async function torznab(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "200000" },
      files: { type: "string", default: "1" },
      data: { type: "string" },
    },
  });
  const count = readCount("count", values.count);
  const filesPerTorrent = readCount("files", values.files);
  const kept = values.data === undefined ? undefined : path.resolve(values.data);
  await withServer((bench) => measure(bench, count, filesPerTorrent), kept);
}

async function measure(bench: Bench, count: number, filesPerTorrent: number): Promise<void> {
  const { server, db } = bench;
  await fill(bench, count, filesPerTorrent);
  await waitUntilQuiet(db);
  const agent = new Agent({ keepAlive: true, maxSockets: LOAD_CONNECTIONS });
  const ask: Ask = (address, headers) => get(agent, server, address, headers);
  try {
    const cpu = createCpuMeter(server, await findPostgresDirectory(server.dataDirectory));
    console.table(await timeRequests(ask, cpu, count));
    console.table(await loadServer(ask, cpu, count));
  } finally {
    agent.destroy();
  }
}

/** Makes the torrents unless a kept data directory has them. */
async function fill(
  { server, db, write }: Bench,
  count: number,
  filesPerTorrent: number,
): Promise<void> {
  const { rows } = await db.$client.query<{ count: number }>(
    "select count(*)::int as count from torrents",
  );
  if ((rows[0]?.count ?? 0) >= count) return;
  await sendRecords(server, await write(0, count, { filesPerTorrent }));
  await waitUntilClassified(db);
  await nameWorks(db, count);
  await db.$client.query("vacuum analyze");
}

async function waitUntilClassified(db: Database): Promise<void> {
  for (;;) {
    await waitUntilQuiet(db);
    const { rows } = await db.$client.query<{ open: number }>(
      `select count(*)::int as open from torrents t
       where not exists (select from torrent_attributes a where a.torrent_id = t.id)`,
    );
    if ((rows[0]?.open ?? 0) === 0) return;
  }
}

/** Gives thirty releases of a series or a film the same number, as sources with numbers do. */
async function nameWorks(db: Database, count: number): Promise<void> {
  const works = worksOf(count);
  for (const [column, category] of [
    ["tvdb", 5000],
    ["tmdb", 2000],
  ] as const) {
    await db.$client.query(
      `insert into torrent_external_ids (torrent_id, ${column})
       select torrent_id, 1 + torrent_id % $1::int from torrent_attributes
       where categories @> array[$2::int]
       on conflict (torrent_id) do update set ${column} = excluded.${column}`,
      [works, category],
    );
  }
}

function worksOf(count: number): number {
  return Math.max(1, Math.floor(count / 30));
}

function listRequests(count: number): Record<string, (round: number) => string> {
  const work = (round: number) => 1 + ((round * 7919) % worksOf(count));
  return {
    "series by tvdb id": (round) => `t=tvsearch&cat=${TV}&tvdbid=${work(round)}`,
    "episode by all ids": (round) =>
      `t=tvsearch&cat=${TV}&tvdbid=${work(round)}&imdbid=tt0000001&tvmazeid=3&season=${1 + (round % 5)}&ep=${1 + (round % 9)}`,
    "film by tmdb and imdb id": (round) =>
      `t=movie&cat=${FILMS}&tmdbid=${work(round)}&imdbid=1727587`,
    "feed of series": () => `t=tvsearch&cat=${TV}`,
    "feed of films": () => `t=movie&cat=${FILMS}`,
    "feed of everything": () => "t=search",
    "feed of anime": () => "t=tvsearch&cat=5070",
    "feed, page after page": (round) => `t=tvsearch&cat=${TV}&offset=${(round % 10) * 100}`,
    "feed, a single deep page": (round) =>
      `t=search&offset=${Math.floor(count / 2) + round * 37}&limit=100`,
    "text with season": (round) =>
      `t=tvsearch&cat=${TV}&q=${WORDS[round % WORDS.length]}&season=${1 + (round % 5)}`,
  };
}

const TARGETS: Readonly<Record<string, string>> = {
  "series by tvdb id": "p95 < 20 ms",
  "episode by all ids": "p95 < 20 ms",
  "film by tmdb and imdb id": "p95 < 20 ms",
  "feed of series": "p95 < 20 ms, first byte < 30 ms",
  "feed of films": "p95 < 20 ms, first byte < 30 ms",
  "feed of everything": "p95 < 20 ms, first byte < 30 ms",
  "feed of anime": "p95 < 20 ms",
};

async function timeRequests(ask: Ask, cpu: () => number, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, write] of Object.entries(listRequests(count))) {
    const answers: Answer[] = [];
    let cpuBefore = 0;
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      if (round === WARM_UP) cpuBefore = cpu();
      const answer = await ask(`/torznab/api?${write(round)}&extended=1`);
      if (answer.status !== 200) throw new Error(`${what}: status ${answer.status}`);
      if (round >= WARM_UP) answers.push(answer);
    }
    const totals = answers.map(({ totalMs }) => totalMs);
    rows.push({
      what,
      p50: milliseconds(percentile(totals, 0.5)),
      p95: milliseconds(percentile(totals, 0.95)),
      "first byte p95": milliseconds(
        percentile(
          answers.map(({ firstByteMs }) => firstByteMs),
          0.95,
        ),
      ),
      "CPU/request": milliseconds(((cpu() - cpuBefore) / ROUNDS) * 1000),
      items: Math.round(answers.reduce((sum, { items }) => sum + items, 0) / answers.length),
      target: TARGETS[what] ?? "",
    });
  }
  return rows;
}

async function loadServer(ask: Ask, cpu: () => number, count: number) {
  const requests = Object.entries(listRequests(count))
    .filter(([what]) => what !== "feed, a single deep page")
    .map(([, write]) => write);
  const mixed = (round: number) => `${requests[round % requests.length]?.(round) ?? ""}&extended=1`;
  const loads: [what: string, target: string, ask: (round: number) => Promise<Answer>][] = [
    ["caps", "≥ 500", (round) => ask(`/torznab/api?t=caps&round=${round}`)],
    [
      "caps, known to the client",
      "≥ 500",
      () => ask("/torznab/api?t=caps", { "if-none-match": "*" }),
    ],
    ["mixed", "≥ 150", (round) => ask(`/torznab/api?${mixed(round)}`)],
  ];
  const rows = [];
  for (const [what, target, one] of loads) {
    const cpuBefore = cpu();
    const { answered, seconds } = await load(one);
    rows.push({
      what,
      "requests/s": Math.round(answered / seconds),
      "requests/CPU s": Math.round(answered / (cpu() - cpuBefore)),
      target,
    });
  }
  return rows;
}

/** Sends requests over a few connections at once. */
async function load(
  ask: (round: number) => Promise<Answer>,
): Promise<{ answered: number; seconds: number }> {
  let round = 0;
  const started = performance.now();
  const until = started + LOAD_SECONDS * 1000;
  const work = async () => {
    while (performance.now() < until) {
      const { status } = await ask(round++);
      if (status !== 200 && status !== 304) throw new Error(`status ${status} under load`);
    }
  };
  await Promise.all(Array.from({ length: LOAD_CONNECTIONS }, work));
  return { answered: round, seconds: (performance.now() - started) / 1000 };
}

/** CPU seconds of the server and its PostgreSQL since they started; NaN where /proc is missing. */
function createCpuMeter(server: BenchmarkServer, postgresDirectory: string): () => number {
  if (process.platform !== "linux") return () => Number.NaN;
  const postmaster = Number.parseInt(
    readFileSync(path.join(postgresDirectory, "postmaster.pid"), "utf8"),
    10,
  );
  const port = new URL(server.url).port;
  return () => {
    let ticks = 0;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const fields = readStat(pid);
      if (fields === undefined) continue;
      const parent = Number(fields[1]);
      const isPostgres = Number(pid) === postmaster || parent === postmaster;
      const isServer = parent === process.pid && readEnvironment(pid).includes(`PORT=${port}`);
      if (isPostgres || isServer) ticks += Number(fields[11]) + Number(fields[12]);
      // What sessions took that ended meanwhile.
      if (Number(pid) === postmaster) ticks += Number(fields[13]) + Number(fields[14]);
    }
    return ticks / TICKS_PER_SECOND;
  };
}

/** The fields of `/proc/<pid>/stat` from the state on; undefined for a process that ended. */
function readStat(pid: string): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch (error) {
    if (error instanceof Error && "code" in error && /ENOENT|ESRCH/.test(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}

function readEnvironment(pid: string): string[] {
  return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
}

function get(
  agent: Agent,
  server: BenchmarkServer,
  address: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const url = `${server.url}${address}&apikey=${server.apiKey}`;
    const outgoing = request(url, { agent, headers }, (response) => {
      let firstByteMs = Number.NaN;
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => {
        if (pieces.length === 0) firstByteMs = performance.now() - started;
        pieces.push(piece);
      });
      response.once("error", reject);
      response.once("end", () => {
        const totalMs = performance.now() - started;
        const body = Buffer.concat(pieces).toString();
        resolve({
          firstByteMs: pieces.length === 0 ? totalMs : firstByteMs,
          totalMs,
          status: response.statusCode ?? 0,
          bytes: body.length,
          items: body.split("<item>").length - 1,
        });
      });
    });
    outgoing.once("error", reject);
    outgoing.end();
  });
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
