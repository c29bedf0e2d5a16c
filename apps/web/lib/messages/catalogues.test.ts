import { expect, test } from "vitest";

import { de } from "./de.ts";
import { en } from "./en.ts";

test("English and German have the same texts with the same slots", () => {
  expect(listSlots(de)).toEqual(listSlots(en));
});

function listSlots(catalogue: typeof de | typeof en): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(catalogue)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, message]) => {
        const slots = JSON.stringify(message).match(/\{\w+\}/g) ?? [];
        return [key, [...new Set(slots)].toSorted()];
      }),
  );
}
