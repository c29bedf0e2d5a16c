import { expect, test } from "vitest";

import { assertSpace } from "./plan-compaction.ts";

test("what would fill the disk is refused with the space it needs", () => {
  expect(() => assertSpace({ neededBytes: 2000, freeBytes: 1999 }, true)).toThrow(
    "Needs 2000 bytes of free disk space, there are 1999",
  );
  expect(() => assertSpace({ neededBytes: 2000, freeBytes: 2000 }, false)).not.toThrow();
});
