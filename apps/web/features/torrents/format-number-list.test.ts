import { expect, test } from "vitest";

import { formatNumberList } from "./format-number-list.ts";

test("neighbouring numbers are joined", () => {
  expect(formatNumberList([1, 2, 3, 7, 9, 10])).toBe("1–3, 7, 9–10");
  expect(formatNumberList([4])).toBe("4");
  expect(formatNumberList([])).toBe("");
});
