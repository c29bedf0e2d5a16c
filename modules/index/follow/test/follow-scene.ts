import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person, PersonRequest } from "@minato/identity/person-procedure";
import { createNotificationsModule } from "@minato/notifications";
import { listNotifications, NotificationsInput } from "@minato/notifications/list-notifications";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";

import { addFollowed } from "../src/followed-searches.ts";
import { matchFollowed } from "../src/match-followed.ts";
import { followModule } from "../src/module.ts";

/** A torrent that arrives: its title alone, or with what else matters. */
type Arrival = string | { title: string; size: number; seeders?: number };

const MATCH_MS = 60_000;

/** Builds an index with people who follow searches. */
export async function createFollowScene(variables: Record<string, string> = {}) {
  const context: TestContext = await createTestContext({
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
    variables,
  });
  const { ctx } = context;
  let arrived = 0;
  const request = (person: Person): PersonRequest => ({ ctx, person, address: "192.0.2.1" });
  return {
    context,
    request,
    async addPerson(name: string): Promise<Person> {
      const email = `${name.toLowerCase()}@example.org`;
      const password = "nine lanterns over the quay";
      const { id } = await createUser(ctx, { name, email, password });
      const scopes = new Set(["search"] as const);
      return { kind: "user", name: email, userId: id, keyId: undefined, scopes };
    },
    follow: (person: Person, query: string, name: string) =>
      addFollowed(request(person), { query, name }),
    async ingest(...arrivals: Arrival[]): Promise<void> {
      const records = arrivals.map((arrival) => {
        arrived += 1;
        const infoHash = arrived.toString(16).padStart(40, "0");
        return typeof arrival === "string"
          ? { infoHash, title: arrival, size: 1 }
          : { infoHash, ...arrival };
      });
      await ingestTorrents(ctx, records, { sourceName: "test" });
    },
    match: () => matchFollowed(ctx, AbortSignal.timeout(MATCH_MS)),
    /** What a person was told, the newest first. */
    async inbox(person: Person) {
      return (await listNotifications(ctx, person, NotificationsInput.parse({}))).items;
    },
    close: () => context.close(),
  };
}

/** An index with people who follow searches. */
export type FollowScene = Awaited<ReturnType<typeof createFollowScene>>;
