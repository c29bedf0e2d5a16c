import { expect, test } from "vitest";

import { findShortcutPlaces } from "./shortcut-places.ts";

test("the keys of the open page come first, and no place is left out", () => {
  expect(named("/")[0]).toBe("actions.onSearch");
  expect(named(`/torrents/${"a".repeat(40)}`)[0]).toBe("actions.onTorrent");
  expect(named("/operations/jobs")[0]).toBe("actions.inLists");
  for (const path of ["/", "/torrents/a", "/keys"]) {
    expect(named(path).toSorted()).toEqual([
      "actions.inLists",
      "actions.onSearch",
      "actions.onTorrent",
    ]);
  }
});

test("no place has two actions for one key", () => {
  const { here, elsewhere } = findShortcutPlaces("/");
  for (const { keys } of [here, ...elsewhere]) {
    const shortcuts = keys.flatMap((action) => action.shortcuts);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  }
});

function named(path: string): string[] {
  const { here, elsewhere } = findShortcutPlaces(path);
  return [here, ...elsewhere].map(({ name }) => name);
}
