import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import { feedsModule } from "@minato/feeds";
import { identityModule } from "@minato/identity";
import type { RequestContext } from "@minato/kit";
import { limitsModule } from "@minato/limits";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";

import { connectModule } from "../src/module.ts";
import { createFeedsApp } from "./http.ts";

/** An index whose feeds know real keys, and an administrator at it. */
export interface ConnectServer {
  context: TestContext;
  /** Reaches the index as programs do. */
  fetchIndexer: (url: string) => Promise<Response>;
  administrator: RequestContext;
  ingest: (title: string) => Promise<void>;
}

/** Starts an index over a database of its own. */
export async function createConnectServer(): Promise<ConnectServer> {
  const context = await createTestContext({
    modules: [
      secretsModule,
      identityModule,
      blocklistModule,
      torrentsModule,
      classifyModule,
      searchModule,
      limitsModule,
      feedsModule,
      connectModule,
    ],
    variables: { SECRET: "s".repeat(32) },
  });
  const { ctx } = context;
  const app = createFeedsApp(ctx);
  let count = 0;
  return {
    context,
    fetchIndexer: async (url) => app.request(url),
    administrator: {
      ctx,
      principal: {
        kind: "user",
        name: "admin@example.org",
        userId: undefined,
        keyId: undefined,
        scopes: new Set(["admin"]),
      },
      address: "192.0.2.1",
      headers: new Headers({ host: "minato.test:7420" }),
    },
    async ingest(title) {
      count += 1;
      const infoHash = count.toString(16).padStart(40, "0");
      await ingestTorrents(ctx, [{ infoHash, title, size: 1000 }], { sourceName: "test" });
      await context.runJobs();
    },
  };
}
