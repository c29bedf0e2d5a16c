import { expect, test } from "vitest";

import { isPrivateAddress, isPrivateHost } from "./private-address.ts";

test.each([
  ["127.0.0.1"],
  ["10.1.2.3"],
  ["172.31.0.1"],
  ["192.168.1.1"],
  ["169.254.169.254"],
  ["100.64.0.1"],
  ["0.0.0.0"],
  ["255.255.255.255"],
  ["::1"],
  ["::"],
  ["::ffff:10.0.0.1"],
  ["64:ff9b::a00:1"],
  ["fd00::1"],
  ["fe80::1"],
  ["no address"],
])("%s is not public", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each([["93.184.216.34"], ["172.32.0.1"], ["2606:2800:220:1::1"]])(
  "%s is public",
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

test("hosts are looked up, and literal ones in a URL are read", async () => {
  expect(await isPrivateHost("localhost")).toBe(true);
  expect(await isPrivateHost("[::1]")).toBe(true);
  expect(await isPrivateHost(new URL("http://0x7f.1/").hostname)).toBe(true);
  expect(await isPrivateHost("93.184.216.34")).toBe(false);
});
