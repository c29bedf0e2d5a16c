import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterEach, beforeEach, expect, test } from "vitest";

import { networkOf, classify } from "./limit-request.ts";
import { RequestLimits } from "./request-limits.ts";

let context: TestContext;
let time: number;

beforeEach(async () => {
  time = Date.now();
  context = await createTestContext({ now: () => new Date(time) });
});

afterEach(() => context.close());

test("a minute's worth may come at once, and fills up evenly", () => {
  const limits = new RequestLimits(context.ctx);
  const allowed = Array.from({ length: 8 }, () => limits.take("a", 6).isAllowed);
  expect(allowed.filter(Boolean)).toHaveLength(6);
  expect(limits.take("a", 6)).toEqual({ isAllowed: false, remaining: 0, retryAfterSeconds: 10 });
  time += 10_000;
  expect(limits.take("a", 6)).toMatchObject({ isAllowed: true, remaining: 0 });
  expect(limits.take("b", 6)).toMatchObject({ isAllowed: true, remaining: 5 });
  expect(limits.take("a", 0).isAllowed).toBe(true);
});

test("two processes allow together what one would", async () => {
  const [one, two] = [new RequestLimits(context.ctx), new RequestLimits(context.ctx)];
  for (let index = 0; index < 30; index++) one.take("a", 60);
  for (let index = 0; index < 20; index++) two.take("a", 60);
  await one.sync();
  await two.sync();
  // What the first used is known to the second; the first learns of it with its next request.
  expect(two.take("a", 60).remaining).toBeLessThanOrEqual(10);
  one.take("a", 60);
  await one.sync();
  expect(one.take("a", 60).remaining).toBeLessThanOrEqual(10);
});

test("a clock that was set back locks nobody out for longer than a minute", () => {
  const limits = new RequestLimits(context.ctx);
  limits.take("a", 1);
  time -= 3_600_000;
  expect(limits.take("a", 1)).toMatchObject({ isAllowed: false, retryAfterSeconds: 60 });
});

test("an IPv6 network counts as one caller, however it is written", () => {
  expect(networkOf("2001:db8:0:7:1:2:3:4")).toBe("2001:db8:0:7::/64");
  expect(networkOf("2001:DB8:0:7::1")).toBe("2001:db8:0:7::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("192.0.2.1")).toBe("192.0.2.1");
});

test.for([
  ["/api/v1/search", "search"],
  ["/rpc/search/torrents", "search"],
  ["/api/ingest", "ingest"],
  ["/api/v1/torrents/ingest/file", "ingest"],
  ["/api/v1/torrents/x/torrent", "downloads"],
  ["/api/auth/sign-in/email", "signIn"],
  ["/api/v1/auth/login", "signIn"],
  ["/rpc/identity/tokens/login", "signIn"],
  ["/api/v1/searching", "other"],
] as const)("%s is limited as %s", ([path, kind]) => {
  expect(classify(path)).toBe(kind);
});
