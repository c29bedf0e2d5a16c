import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import type { Principal, RequestContext } from "@minato/kit";
import { searchModule } from "@minato/search";
import {
  createTestContext,
  type TestContext,
  type TestContextOptions,
} from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { correctTorrent, type Correction } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { OWNED_TABLES } from "@minato/torrents/remove-torrents";
import { createRouterClient } from "@orpc/server";

import { upkeepSettings, type UpkeepSettings } from "../src/config.ts";
import { upkeepModule } from "../src/module.ts";
import { upkeepRouter } from "../src/router.ts";

/** Who calls unless told. */
export const editor: Principal = {
  kind: "user",
  name: "editor@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

/** An index with films, a clock and settings to turn. */
export interface UpkeepScene extends TestContext {
  /** Turned by the tests. */
  now: Date;
  settings: Partial<UpkeepSettings>;
  request: RequestContext;
  client: ReturnType<typeof createClient>;
  /** Takes in films with files and numbers and one other film, and classifies them. */
  fill: (count: number) => Promise<void>;
  /** Gives some films what others lack: corrections, metainfo, a second source, odd values. */
  enrich: () => Promise<void>;
  ingest: (
    record: Record<string, unknown>,
    sourceName?: string,
  ) => ReturnType<typeof ingestTorrents>;
  correct: (index: number, correction: Correction) => Promise<void>;
  idOf: (index: number) => Promise<number>;
  /** Every row of every table of torrents. */
  dump: () => Promise<Record<string, unknown>>;
  count: (table: string, where?: string) => Promise<number>;
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
}

/** Makes a scene with an empty index at eight o'clock; variables are those of the environment. */
export async function createUpkeepScene(
  variables: Record<string, string> = {},
): Promise<UpkeepScene> {
  const config: TestContextOptions["config"] = (settings) =>
    settings.schema.parse((settings as unknown) === upkeepSettings ? scene.settings : {});
  const scene = {
    now: new Date("2026-11-21T08:00:00Z"),
    settings: {},
  } as UpkeepScene;
  const context = await createTestContext({
    modules: [
      auditModule,
      blocklistModule,
      torrentsModule,
      classifyModule,
      searchModule,
      upkeepModule,
    ],
    now: () => scene.now,
    config,
    variables,
  });
  const { ctx } = context;
  const request = { ctx, principal: editor, address: "192.0.2.7", headers: new Headers() };
  const query: UpkeepScene["query"] = async (text, values = []) =>
    (await ctx.db.$client.query<Record<string, unknown>>(text, values)).rows;
  return Object.assign(scene, context, {
    request,
    query,
    client: createClient(request),
    fill: (count: number) => fill(scene, count),
    enrich: () => enrich(scene),
    ingest: (record: Record<string, unknown>, sourceName = "test") =>
      ingestTorrents(ctx, [record], { sourceName }),
    correct: async (index: number, correction: Correction) =>
      correctTorrent(request, await scene.idOf(index), correction),
    idOf: (index: number) => findTorrentId(ctx, hashOf(index)),
    dump: () => dump(scene),
    count: async (table: string, where = "true") => {
      const [row] = await query(`select count(*)::int as count from ${table} where ${where}`);
      return row?.["count"] as number;
    },
  });
}

/** The typed API of the module. */
export function createClient(request: RequestContext) {
  return createRouterClient(upkeepRouter, { context: request });
}

/** The info hash of a film. */
export function hashOf(index: number): string {
  return index.toString(16).padStart(40, "0");
}

async function fill(scene: UpkeepScene, count: number): Promise<void> {
  const films = Array.from({ length: count }, (_, index) => ({
    infoHash: hashOf(index),
    title: `Harbour film ${index} 1080p`,
    size: 1000 + index,
    seeders: index,
    trackers: ["udp://tracker.example.org:6969/announce"],
    category: 2000,
    imdbId: index + 1,
    publishedAt: "2026-01-02T03:04:05Z",
    files: [
      { path: `film/${index}.mkv`, size: 999 + index },
      { path: "film/readme.txt", size: 1 },
    ],
  }));
  const other = { infoHash: hashOf(7777), title: "Sintel 2010", size: 5 };
  await ingestTorrents(scene.ctx, [...films, other], { sourceName: "test" });
  await scene.runJobs();
}

async function enrich(scene: UpkeepScene): Promise<void> {
  await scene.correct(0, { title: 'Harbour "quoted" \\ film', attributes: { year: 1999 } });
  await scene.correct(1, { categories: [2040], contentType: "movie" });
  scene.now = new Date(scene.now.getTime() + 1234);
  const second = {
    infoHash: hashOf(2),
    title: "Harbour film 2",
    size: 1,
    seeders: 900,
    snatches: 3,
  };
  await scene.ingest(second, "second");
  await scene.query(
    `insert into torrent_metainfo (torrent_id, info, piece_layers, is_canonical, private_trackers,
       uploaded_by) values ($1, '\\x0102ff', '\\x00', true, '{"https://t.example/a,b"}', 'key:1')`,
    [await scene.idOf(2)],
  );
  await scene.runJobs();
}

async function dump(scene: UpkeepScene): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const table of ["torrents", ...OWNED_TABLES]) {
    tables[table] = await scene.query(
      `select to_jsonb(x) as row from ${table} x order by to_jsonb(x)`,
    );
  }
  return tables;
}
