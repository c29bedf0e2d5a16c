import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person } from "@minato/identity/person-procedure";
import { createNotificationsModule } from "@minato/notifications";
import { listNotifications, NotificationsInput } from "@minato/notifications/list-notifications";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addFollowed } from "./followed-searches.ts";
import { matchFollowed } from "./match-followed.ts";
import { followModule } from "./module.ts";

const LIMIT_MS = 60_000;

let context: TestContext;
let ada: Person;

beforeAll(async () => {
  context = await createTestContext({
    modules: [
      secretsModule,
      auditModule,
      identityModule,
      createNotificationsModule(() => []),
      blocklistModule,
      torrentsModule,
      searchModule,
      followModule,
    ],
    variables: { SEARCH_URL: "embedded:" },
  });
  const user = { name: "Ada", email: "ada@example.org", password: "nine lanterns over the quay" };
  const { id } = await createUser(context.ctx, user);
  const scopes = new Set(["search"] as const);
  ada = { kind: "user", name: user.email, userId: id, keyId: undefined, scopes };
}, LIMIT_MS);

afterAll(() => context.close());

test(
  "the index of the process finds what arrives once it knows it, phrases and keys included",
  async () => {
    const { ctx } = context;
    const isReady = async () => (await ctx.search.health()).status === "ready";
    await waitFor("the index", isReady, LIMIT_MS);
    const request = { ctx, person: ada, address: "192.0.2.1" };
    await addFollowed(request, { query: 'q="tidal+atlas"+size:>1GB', name: "Atlases" });
    await match();
    await ingestTorrents(
      ctx,
      ["Atlas of Tidal Charts", "The Tidal Atlas", "Tidal Atlas small"].map((title, index) => ({
        infoHash: `${index}`.padStart(40, "a"),
        title,
        size: title.endsWith("small") ? 10 : 2 ** 31,
      })),
      { sourceName: "test" },
    );
    await waitFor(
      "the notification",
      async () => {
        await match();
        return (await inbox()).length > 0;
      },
      LIMIT_MS,
    );
    await match();
    expect(await inbox()).toMatchObject([{ text: "The Tidal Atlas", count: 1 }]);
  },
  2 * LIMIT_MS,
);

function match(): Promise<void> {
  return matchFollowed(context.ctx, AbortSignal.timeout(LIMIT_MS));
}

async function inbox() {
  const page = await listNotifications(context.ctx, ada, NotificationsInput.parse({}));
  return page.items;
}
