import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";

import { AuditListInput, listAuditEntries } from "./list-audit-entries.ts";
import { auditModule } from "./module.ts";
import { recordAudit } from "./record-audit.ts";

let context: TestContext;
let time = Date.parse("2026-04-01T12:00:00Z");

beforeAll(async () => {
  context = await createTestContext({ modules: [auditModule], now: () => new Date(time) });
  for (const [name, action, object, address] of [
    ["ada@example.org", "apiKeys.create", "1 Shelf", "192.0.2.1"],
    ["ben@example.org", "apiKeys.revoke", "1 Shelf", "192.0.2.2"],
    ["ada@example.org", "config.update", "site.name 100%_sure", "2001:db8::1"],
  ] as const) {
    const principal = { kind: "user", name, userId: name, keyId: undefined, scopes: new Set([]) };
    await recordAudit(context.ctx, {
      principal: { ...principal, kind: "user" },
      address,
      action,
      object,
      before: { password: "hidden one", list: [{ apiKey: "hidden two" }], name: "seen" },
    });
    time += 24 * 60 * 60 * 1000;
  }
});

afterAll(() => context?.close());

test.for([
  [{}, ["config.update", "apiKeys.revoke", "apiKeys.create"]],
  [{ actor: "ADA" }, ["config.update", "apiKeys.create"]],
  [{ action: "apiKeys" }, ["apiKeys.revoke", "apiKeys.create"]],
  [{ object: "shelf", actor: "ben" }, ["apiKeys.revoke"]],
  [{ object: "100%_sure" }, ["config.update"]],
  [{ object: "1%f" }, []],
  [{ address: "192.0.2." }, ["apiKeys.revoke", "apiKeys.create"]],
  [{ from: "2026-04-02" }, ["config.update", "apiKeys.revoke"]],
  [{ from: "2026-04-02", to: "2026-04-03" }, ["apiKeys.revoke"]],
] as const)("the record is searched by %o", async ([input, actions]) => {
  const { items } = await listAuditEntries(context.ctx, AuditListInput.parse(input));
  expect(items.map(({ action }) => action)).toEqual(actions);
});

test("what a caller forgot to leave out is blanked, however deep", async () => {
  const { items } = await listAuditEntries(context.ctx, AuditListInput.parse({ limit: 1 }));
  expect(JSON.stringify(items)).not.toContain("hidden");
  expect(items[0]?.before).toMatchObject({ name: "seen" });
});
