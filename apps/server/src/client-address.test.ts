import { expect, test } from "vitest";

import { createAddressResolver } from "./client-address.ts";

test("without trusted proxies a forwarded address is not believed", () => {
  const resolve = createAddressResolver([]);
  expect(resolve("::ffff:192.0.2.1", "203.0.113.9")).toBe("192.0.2.1");
});

test("a trusted chain is followed to the first stranger from the right", () => {
  const resolve = createAddressResolver(["10.0.0.0/8", "::1"]);
  expect(resolve("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.1.2.3")).toBe("198.51.100.7");
  expect(resolve("::1", "2001:db8::5")).toBe("2001:db8::5");
});

test("a chain with rubbish ends at the last address that was one", () => {
  const resolve = createAddressResolver(["10.0.0.0/8"]);
  expect(resolve("10.0.0.1", "evil, 10.0.0.2")).toBe("10.0.0.2");
  expect(resolve("10.0.0.1", undefined)).toBe("10.0.0.1");
});

test("an entry that is no address stops the start", () => {
  expect(() => createAddressResolver(["localhost"])).toThrow("TRUSTED_PROXIES=localhost");
  expect(() => createAddressResolver(["10.0.0.0/40"])).toThrow("TRUSTED_PROXIES");
});
