import { auditModule } from "@minato/audit";
import { transaction } from "@minato/database";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person } from "@minato/identity/person-procedure";
import type { FoundProblem } from "@minato/kit";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { clearNotifications } from "../test/clear-notifications.ts";
import { checkProblems } from "./check-problems.ts";
import { countUnread, listNotifications, NotificationsInput } from "./list-notifications.ts";
import { markRead, ReadInput } from "./mark-read.ts";
import { createNotificationsModule } from "./module.ts";
import { changeSettings, loadSettings, SettingsChange } from "./notification-settings.ts";
import { notify, type Notification } from "./notify.ts";
import { pruneNotifications } from "./prune-notifications.ts";
import { TestInput } from "./send-test.ts";
import type { Topic } from "./topics.ts";

const PASSWORD = "nine lanterns over the quay";

let context: TestContext;
let now: Date;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  now = new Date("2026-03-01T12:00:00Z");
  context = await createTestContext({
    modules: [secretsModule, auditModule, identityModule, createNotificationsModule(() => [])],
    now: () => now,
  });
  ada = await addPerson("Ada", "administrator");
  ben = await addPerson("Ben", "member");
});
beforeEach(async () => {
  now = new Date("2026-03-01T12:00:00Z");
  await clearNotifications(context);
});
afterAll(() => context.close());

test("ten thousand times the same is one notification with a count, sent on once", async () => {
  for (let round = 0; round < 10; round++) await tell({ ...FAILED, count: 1000 });
  expect(await inbox(ada)).toMatchObject([{ topic: "jobs-failed", count: 10_000, isRead: false }]);
  expect(context.sent).toHaveLength(1);
  now = new Date(now.getTime() + 2 * 3_600_000);
  await tell(FAILED);
  expect(await inbox(ada)).toMatchObject([{ count: 10_001 }]);
  expect(context.sent).toHaveLength(2);
});

test("what was read is told anew when it happens again", async () => {
  await tell(FAILED);
  await markRead(context.ctx, ada, { isRead: true });
  expect(await countUnread(context.ctx, ada)).toBe(0);
  await tell(FAILED);
  expect(await inbox(ada)).toMatchObject([{ isRead: false, count: 1 }, { isRead: true }]);
});

test("one can be marked unread again, unless the same waits already", async () => {
  await tell(FAILED);
  const [first] = await inbox(ada);
  await markRead(context.ctx, ada, { ids: [first?.id ?? 0], isRead: true });
  await markRead(context.ctx, ada, { ids: [first?.id ?? 0], isRead: false });
  expect(await countUnread(context.ctx, ada)).toBe(1);
  await markRead(context.ctx, ada, { isRead: true });
  await tell(FAILED);
  await markRead(context.ctx, ada, { ids: [first?.id ?? 0], isRead: false });
  expect(await countUnread(context.ctx, ada)).toBe(1);
});

test("problems reach administrators alone, and suspended ones not", async () => {
  const grace = await addPerson("Linus", "administrator");
  await context.ctx.db.$client.query("update users set suspended_at = now() where id = $1", [
    grace.userId,
  ]);
  await tell(FAILED);
  expect([await inbox(ada), await inbox(ben), await inbox(grace)]).toMatchObject([
    [{ topic: "jobs-failed" }],
    [],
    [],
  ]);
});

test("what is told is told if and only if its transaction commits", async () => {
  const { ctx } = context;
  const broken = transaction(ctx.db.$client, async (client) => {
    await notify(ctx, FAILED, client);
    throw new Error("rolled back");
  });
  await expect(broken).rejects.toThrow("rolled back");
  expect(await inbox(ada)).toEqual([]);
});

test("nobody sees or marks what others were told", async () => {
  await tell({ ...SIGNED_IN, to: { userId: ben.userId } });
  const [his] = await inbox(ben);
  await markRead(context.ctx, ada, { ids: [his?.id ?? 0], isRead: true });
  expect([await inbox(ada), await countUnread(context.ctx, ben)]).toEqual([[], 1]);
});

test("pages follow one another, and texts come in the language that is asked for", async () => {
  for (const subject of ["a", "b", "c"]) {
    now = new Date(now.getTime() + 1000);
    await tell({ ...SIGNED_IN, subject, to: { userId: ben.userId } });
  }
  const first = await page(ben, { limit: 2, language: "de" });
  const second = await page(ben, { limit: 2, cursor: first.nextCursor });
  expect(first.items.map(({ title }) => title)).toEqual(
    Array.from({ length: 2 }, () => "Neue Anmeldung: Firefox on Linux"),
  );
  expect(second).toMatchObject({ items: [{ title: "New sign-in: Firefox on Linux" }], unread: 3 });
  expect(second.nextCursor).toBeUndefined();
});

test("numbers that no notification can have are no failure of the server", async () => {
  await tell(FAILED);
  expect((await page(ada, { cursor: "1-9999999999" })).items).toEqual([]);
  expect(ReadInput.safeParse({ ids: [3_000_000_000] }).success).toBe(false);
  expect(TestInput.safeParse({ channel: "push", deviceId: 3_000_000_000 }).success).toBe(false);
});

test("what a person does not want in the inbox is not there, and the choice is on record", async () => {
  const choices = [{ kind: "failedJobs", channel: "inbox", isOn: false }] as const;
  await changeSettings(request(ada), SettingsChange.parse({ choices }));
  await tell(FAILED);
  await context.runJobs();
  await tell(FAILED);
  expect(await inbox(ada)).toEqual([]);
  const { rows } = await context.ctx.db.$client.query(
    "select action from audit_entries where action like 'notifications.%'",
  );
  expect(rows).toEqual([{ action: "notifications.update" }]);
});

test("members are asked about nothing that they are never told of", async () => {
  expect((await kindsOf(ben)).map(({ kind }) => kind)).toEqual([
    "signIn",
    "accountChange",
    "search",
  ]);
  const all = await kindsOf(ada);
  expect(all.find(({ kind }) => kind === "ended")?.isOn).toEqual({
    inbox: true,
    email: false,
    push: false,
    webhook: false,
  });
  expect(all.find(({ kind }) => kind === "storage")?.isOn.email).toBe(true);
});

test("a problem is told once while it lasts, and again when it happens again", async () => {
  let found: FoundProblem[] = [
    { key: "mail.send", mark: 1, values: { queue: "mail.send", jobs: 1 } },
  ];
  const check = { topic: "jobs-failed", find: () => Promise.resolve(found) };
  await checkProblems(context.ctx, [check]);
  await checkProblems(context.ctx, [check]);
  expect(await inbox(ada)).toMatchObject([{ count: 1, path: "/operations/jobs?state=failed" }]);
  found = [{ key: "mail.send", mark: 2, values: { queue: "mail.send", jobs: 2 } }];
  await checkProblems(context.ctx, [check]);
  expect(await inbox(ada)).toMatchObject([{ count: 2, title: "2 jobs failed: mail.send" }]);
  found = [{ key: "mail.send", mark: 1, values: { queue: "mail.send", jobs: 1 } }];
  await checkProblems(context.ctx, [check]);
  expect(await inbox(ada)).toMatchObject([{ count: 2 }]);
});

test("a problem that comes and goes is told once in some hours", async () => {
  for (const isThere of [true, false, true, false]) {
    await checkProblems(context.ctx, [searchCheck(isThere)]);
    now = new Date(now.getTime() + 60_000);
  }
  expect(await inbox(ada)).toMatchObject([{ count: 1 }]);
  now = new Date(now.getTime() + 7 * 3_600_000);
  await checkProblems(context.ctx, [searchCheck(false)]);
  await checkProblems(context.ctx, [searchCheck(true)]);
  expect(await inbox(ada)).toMatchObject([{ count: 2 }]);
});

test("a check that fails hides nothing that others find", async () => {
  await checkProblems(context.ctx, [
    { topic: "disk-full", find: () => Promise.reject(new Error("no such folder")) },
    {
      topic: "backup-failed",
      find: () => Promise.resolve([{ key: "full", values: { reason: "no space" } }]),
    },
  ]);
  expect(await inbox(ada)).toMatchObject([{ topic: "backup-failed", text: "no space" }]);
});

test("only the newest of a person are kept, and none that are too old", async () => {
  for (let number = 0; number < 510; number++) {
    now = new Date(now.getTime() + 1000);
    await tell({ ...SIGNED_IN, subject: `${number}`, to: { userId: ben.userId } });
  }
  await pruneNotifications(context.ctx);
  expect(await countUnread(context.ctx, ben)).toBe(500);
  now = new Date(now.getTime() + 91 * 86_400_000);
  await pruneNotifications(context.ctx);
  expect(await inbox(ben)).toEqual([]);
});

test("everything goes with the account", async () => {
  const { userId } = await addPerson("Grace", "member");
  await tell({ ...SIGNED_IN, to: { userId } });
  await changeSettings(request({ ...ben, userId }), SettingsChange.parse({ isDigest: true }));
  await context.ctx.db.$client.query("delete from users where id = $1", [userId]);
  const { rows } = await context.ctx.db.$client.query(
    `select (select count(*) from notifications where user_id = $1)
       + (select count(*) from notification_channels where user_id = $1) as left`,
    [userId],
  );
  expect(rows).toEqual([{ left: 0 }]);
});

const FAILED: Notification<"jobs-failed"> = {
  topic: "jobs-failed",
  values: { queue: "mail.send", jobs: 3 },
  subject: "mail.send",
  to: "administrators",
};

const SIGNED_IN: Omit<Notification<"signed-in">, "to"> = {
  topic: "signed-in",
  values: { device: "Firefox on Linux", address: "192.0.2.7" },
  subject: "s1",
};

async function tell<T extends Topic>(notification: Notification<T>): Promise<void> {
  const { ctx } = context;
  await transaction(ctx.db.$client, (client) => notify(ctx, notification, client));
}

/** Finds that the search is slow, or nothing. */
function searchCheck(isSlow: boolean) {
  const found = [{ key: "search", values: { reason: "slow" } }];
  return { topic: "search-degraded", find: () => Promise.resolve(isSlow ? found : []) };
}

async function kindsOf(person: Person) {
  return (await loadSettings(request(person))).kinds;
}

function page(person: Person, input: Record<string, unknown> = {}) {
  return listNotifications(context.ctx, person, NotificationsInput.parse(input));
}

async function inbox(person: Person) {
  return (await page(person)).items;
}

function request(person: Person) {
  return { ctx: context.ctx, person, address: "192.0.2.1" };
}

async function addPerson(name: string, role: "administrator" | "member"): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`;
  const { id } = await createUser(context.ctx, { name, email, password: PASSWORD, role });
  return {
    kind: "user",
    name: email,
    userId: id,
    keyId: undefined,
    scopes: new Set(role === "administrator" ? ["admin"] : ["search", "feeds", "download"]),
  };
}
