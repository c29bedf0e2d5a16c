import { expect, test } from "vitest";

import { formatSize } from "./format-size.ts";

test.each([
  [0, "0 B"],
  [1023, "1,023 B"],
  [1024, "1.00 KiB"],
  [1_572_864, "1.50 MiB"],
  [10_737_418_240, "10.0 GiB"],
  [214_748_364_800, "200 GiB"],
  [2 ** 61, "2,048 PiB"],
])("%i bytes read %s", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
