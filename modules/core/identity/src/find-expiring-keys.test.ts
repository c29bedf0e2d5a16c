import { createTestContext } from "@minato/tests/support/create-test-context";
import { expect, test } from "vitest";

import { expiringKeys } from "./find-expiring-keys.ts";

test("keys that end within a week are found, revoked and ended ones are not", async () => {
  const now = new Date("2026-03-01T00:00:00Z");
  const { ctx, close } = await createTestContext({ now: () => now });
  await ctx.db.$client.query(
    `insert into api_keys (name, prefix, hash, scopes, created_at, expires_at, revoked_at) values
       ('soon', 'mnt_a', '\\x01', '{feeds}', $1, $1::timestamptz + interval '6 days', null),
       ('later', 'mnt_b', '\\x02', '{feeds}', $1, $1::timestamptz + interval '8 days', null),
       ('over', 'mnt_c', '\\x03', '{feeds}', $1, $1::timestamptz - interval '1 day', null),
       ('revoked', 'mnt_d', '\\x04', '{feeds}', $1, $1::timestamptz + interval '1 day', $1),
       ('endless', 'mnt_e', '\\x05', '{feeds}', $1, null, null)`,
    [now],
  );
  expect(await expiringKeys.find(ctx)).toMatchObject([
    { values: { name: "soon", expiresAt: "2026-03-07T00:00:00.000Z" } },
  ]);
  await close();
});
