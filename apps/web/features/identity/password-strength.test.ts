import { expect, test } from "vitest";

import { ratePassword } from "./password-strength.ts";

test.each([
  ["short", 0],
  ["password1", 1],
  ["aaaaaaaaaaaa", 1],
  ["abcdefghijkl", 1],
  ["harbour light", 2],
  ["tidal bollard quince", 3],
  ["x9$Kq!v2Lm0w", 3],
] as const)("%j rates %i", (password, strength) => {
  expect(ratePassword(password)).toBe(strength);
});

test("one's own name adds nothing", () => {
  expect(ratePassword("ada.lovelace99", ["ada", "lovelace"])).toBe(1);
});
