import { expect, test } from "vitest";

import { serverSettings } from "./server-settings.ts";

const GIGABYTE = 1024 ** 3;

test("memory settings follow the machine between a floor and a ceiling", () => {
  expect(serverSettings(true, GIGABYTE / 4)).toMatchObject({
    shared_buffers: "32MB",
    effective_cache_size: "128MB",
  });
  expect(serverSettings(true, GIGABYTE)).toMatchObject({
    shared_buffers: "64MB",
    effective_cache_size: "512MB",
  });
  expect(serverSettings(true, 64 * GIGABYTE)).toMatchObject({
    shared_buffers: "512MB",
    effective_cache_size: "16384MB",
  });
});

test("only a server that need not be durable skips the disk", () => {
  expect(serverSettings(true)).not.toHaveProperty("fsync");
  expect(serverSettings(false)).toMatchObject({ fsync: "off", full_page_writes: "off" });
});
