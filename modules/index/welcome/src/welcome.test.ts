import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import type { Principal } from "@minato/kit";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { settingsRouter } from "@minato/settings/router";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { torrentsModule } from "@minato/torrents";
import { torrentsRouter } from "@minato/torrents/router";
import { createRouterClient } from "@orpc/server";
import { afterEach, beforeEach, expect, test } from "vitest";

import { welcomeSettings } from "./config.ts";
import { EXAMPLES } from "./examples.ts";
import { welcomeModule } from "./module.ts";
import { welcomeRouter } from "./router.ts";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

let context: TestContext;
beforeEach(async () => {
  context = await createTestContext({
    modules: [
      secretsModule,
      createSettingsModule(() => [welcomeSettings]),
      auditModule,
      blocklistModule,
      torrentsModule,
      classifyModule,
      searchModule,
      welcomeModule,
    ],
  });
});
afterEach(() => context.close());

test("the set-up goes on where it was, and its step is no setting to edit", async () => {
  const { admin } = client();
  expect((await admin.welcome.get({})).step).toBe("none");
  await admin.welcome.update({ step: "torrents" });
  expect((await admin.welcome.get({})).step).toBe("torrents");
  const { modules } = await admin.config.get({});
  expect(modules).toEqual([{ name: "welcome", fields: [] }]);
});

test("the examples are real torrents, and taking them in again changes nothing", async () => {
  const { admin, torrents } = client();
  expect(await admin.welcome.addExamples({})).toMatchObject({ inserted: 4, rejected: 0 });
  for (const { infoHash, title } of EXAMPLES) {
    expect(await torrents.get({ infoHash })).toMatchObject({
      title,
      sources: ["Example torrents"],
    });
  }
  expect(await admin.welcome.addExamples({})).toMatchObject({ inserted: 0, unchanged: 4 });
});

function client() {
  const router = {
    admin: { ...welcomeRouter.admin, ...settingsRouter.admin },
    torrents: torrentsRouter.torrents,
  };
  return createRouterClient(router, {
    context: {
      ctx: context.ctx,
      principal: administrator,
      address: "192.0.2.7",
      headers: new Headers(),
    },
  });
}
