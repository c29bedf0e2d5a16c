import { auditEntries } from "@minato/audit/schema";
import { defineSettings, type Principal } from "@minato/kit";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createRouterClient } from "@orpc/server";
import { like } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { createSettingsModule } from "./module.ts";
import { settingsRouter } from "./router.ts";
import { settings as table } from "./schema.ts";
import { loadSettings } from "./settings-store.ts";

const harbour = defineSettings(
  "harbour",
  z
    .object({
      berths: z.number().int().min(1).max(99).default(4).describe("How many ships fit"),
      reserved: z.number().int().default(0).describe("Berths kept free"),
      password: z.string().default("").describe("Opens the gate").meta({ secret: true }),
    })
    .refine(({ berths, reserved }) => reserved <= berths, "reserved exceeds berths"),
);

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
    modules: [secretsModule, createSettingsModule(() => [harbour])],
  });
});
afterEach(() => context.close());

test("settings have their defaults until changed, and the change is seen at once", async () => {
  expect(context.ctx.config(harbour)).toEqual({ berths: 4, reserved: 0, password: "" });
  await update({ module: "harbour", name: "berths", value: 9 });
  expect(context.ctx.config(harbour).berths).toBe(9);
  await update({ module: "harbour", name: "berths" });
  expect(context.ctx.config(harbour).berths).toBe(4);
  expect(await context.ctx.db.select().from(table)).toEqual([]);
});

test("a value that stays is no change in the audit", async () => {
  const berths = { module: "harbour", name: "berths" };
  await update(berths);
  await update({ ...berths, value: 9 });
  await update({ ...berths, value: 9 });
  await update(berths);
  const entries = await context.ctx.db
    .select()
    .from(auditEntries)
    .where(like(auditEntries.object, "harbour.%"))
    .orderBy(auditEntries.id);
  expect(entries).toMatchObject([
    { before: null, after: 9 },
    { before: 9, after: null },
  ]);
});

test("another process sees a change within two seconds", async () => {
  const other = await loadSettings(context.ctx, [harbour]);
  try {
    await update({ module: "harbour", name: "berths", value: 12 });
    const options = { timeout: 2000, interval: 50 };
    await vi.waitFor(() => expect(other.get(harbour).berths).toBe(12), options);
  } finally {
    await other.close();
  }
});

test("a wrong value names its field and nothing of the update is stored", async () => {
  const changes = [
    { module: "harbour", name: "reserved", value: 1 },
    { module: "harbour", name: "berths", value: 1000 },
    { module: "harbour", name: "constructor", value: 1 },
    { module: "castle", name: "berths", value: 1 },
  ];
  await expect(update(...changes)).rejects.toMatchObject({
    code: "BAD_REQUEST",
    data: {
      errors: [
        { field: "harbour.berths", message: expect.stringContaining("99") },
        { field: "harbour.constructor", message: "there is no such setting" },
        { field: "castle.berths", message: "no module has settings of this name" },
      ],
    },
  });
  expect(await context.ctx.db.select().from(table)).toEqual([]);
});

test("values that do not fit together are refused", async () => {
  await update({ module: "harbour", name: "reserved", value: 3 });
  await expect(update({ module: "harbour", name: "berths", value: 2 })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    data: { errors: [{ field: "harbour", message: "reserved exceeds berths" }] },
  });
});

test("a stored value the schema refuses gives way to the default with a warning", async () => {
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(line) });
  const row = { module: "harbour", updatedAt: new Date() };
  await context.ctx.db.insert(table).values([
    { ...row, name: "berths", value: "many" },
    { ...row, name: "reserved", value: 2 },
    { ...row, name: "removedLongAgo", value: 1 },
  ]);
  const store = await loadSettings({ ...context.ctx, log }, [harbour]);
  await store.close();
  expect(store.get(harbour)).toEqual({ berths: 4, reserved: 2, password: "" });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("stored setting is invalid");
});

test("a secret is write-only, in the answer and in the audit", async () => {
  const { modules } = await update({ module: "harbour", name: "password", value: "mellon" });
  expect(context.ctx.config(harbour).password).toBe("mellon");
  expect(JSON.stringify(modules)).not.toContain("mellon");
  const field = modules[0]?.fields.find(({ name }) => name === "password");
  expect(field).toMatchObject({ isSecret: true, isSet: true, description: "Opens the gate" });
  const entries = await context.ctx.db
    .select()
    .from(auditEntries)
    .where(like(auditEntries.object, "harbour.%"));
  expect(entries).toMatchObject([
    { action: "config.update", object: "harbour.password", before: null, after: "[secret]" },
  ]);
});

test("the description carries value, default and the allowed values", async () => {
  await update({ module: "harbour", name: "berths", value: 7 });
  const { modules } = await client().admin.config.get({});
  expect(modules[0]?.fields[0]).toMatchObject({
    name: "berths",
    value: 7,
    default: 4,
    schema: { type: "integer", minimum: 1, maximum: 99 },
  });
});

test("a secret lies sealed in the database and is read back", async () => {
  await update({ module: "harbour", name: "password", value: "nine lanterns" });
  expect(context.ctx.config(harbour).password).toBe("nine lanterns");
  const rows = await context.ctx.db.select().from(table);
  expect(rows).toMatchObject([{ value: { sealed: expect.stringMatching(/^v2:1:/) } }]);
  expect(JSON.stringify(rows)).not.toContain("lanterns");
});

function client() {
  return createRouterClient(settingsRouter, {
    context: {
      ctx: context.ctx,
      principal: administrator,
      address: "192.0.2.7",
      headers: new Headers(),
    },
  });
}

function update(...changes: { module: string; name: string; value?: unknown }[]) {
  return client().admin.config.update({ changes });
}
