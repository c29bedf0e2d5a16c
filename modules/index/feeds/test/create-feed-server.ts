import { encode, type BencodeInput } from "@minato/bencode";
import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import { identityModule } from "@minato/identity";
import { SYSTEM } from "@minato/identity/caller";
import { createApiKey } from "@minato/identity/create-api-key";
import type { Scope } from "@minato/kit";
import { limitsModule } from "@minato/limits";
import { searchModule } from "@minato/search";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents, TorrentIngest } from "@minato/torrents/ingest-torrents";
import { readMetainfoRecord } from "@minato/torrents/read-metainfo-record";

import { feedsModule } from "../src/module.ts";
import { createFeedApp } from "./http.ts";

/** A server with the feeds alone, over a database of its own. */
export interface FeedServer {
  context: TestContext;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** Takes in records one by one, so that the last is the newest, and classifies them. */
  ingest: (...records: Record<string, unknown>[]) => Promise<void>;
  /** Takes in metainfo with its bytes. */
  upload: (metainfo: BencodeInput | Uint8Array) => Promise<void>;
  /** A key that the database knows. */
  makeKey: (...scopes: Scope[]) => Promise<string>;
  close: () => Promise<void>;
}

/** Starts the routes of the module behind the simplest authentication there is. */
export async function createFeedServer(
  variables: Record<string, string> = {},
): Promise<FeedServer> {
  const modules = [
    identityModule,
    blocklistModule,
    torrentsModule,
    classifyModule,
    searchModule,
    limitsModule,
    feedsModule,
  ];
  const context = await createTestContext({ modules, variables });
  const app = createFeedApp(context.ctx);
  return {
    context,
    get: async (path, headers = {}) =>
      app.request(path, { headers: { host: "minato.test:7420", ...headers } }),
    async ingest(...records) {
      for (const record of records) {
        const { errors } = await ingestTorrents(context.ctx, [{ size: 1000, ...record }], {
          sourceName: "test",
        });
        if (errors[0] !== undefined) throw new Error(errors[0].message);
      }
      await context.runJobs();
    },
    async upload(metainfo) {
      const bytes = metainfo instanceof Uint8Array ? metainfo : encode(metainfo);
      const ingest = new TorrentIngest(context.ctx, { sourceName: "upload" });
      await ingest.addNormalized(readMetainfoRecord(bytes, "uploader"));
      await ingest.finish();
      await context.runJobs();
    },
    async makeKey(...scopes) {
      const { key } = await createApiKey(context.ctx, SYSTEM, { name: "test", scopes });
      return key;
    },
    close: () => context.close(),
  };
}

/** The info hash of the test record with a number. */
export function hashOf(index: number): string {
  return index.toString(16).padStart(40, "0");
}
