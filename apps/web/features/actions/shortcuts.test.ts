import { Search } from "lucide-react";
import { expect, test } from "vitest";

import type { Action } from "./action.ts";
import { describePress, findAction, shortcutKeys } from "./shortcuts.ts";

const noModifiers = { ctrlKey: false, metaKey: false, altKey: false };

function action(id: string, shortcuts: string[], visible = true): Action {
  return {
    id,
    name: id,
    group: "page",
    icon: Search,
    shortcuts,
    visible: () => visible,
    perform: () => {},
  };
}

test("control and command are the same modifier", () => {
  expect(describePress({ ...noModifiers, key: "k", ctrlKey: true })).toBe("mod+k");
  expect(describePress({ ...noModifiers, key: "K", metaKey: true })).toBe("mod+k");
});

test("pressing a modifier alone is no shortcut", () => {
  expect(describePress({ ...noModifiers, key: "Control", ctrlKey: true })).toBe("");
});

test("a sequence wins over the single key it ends with", () => {
  const actions = [action("source", ["s"]), action("search", ["g s"])];
  expect(findAction(actions, "g", "s")?.id).toBe("search");
  expect(findAction(actions, "", "s")?.id).toBe("source");
});

test("a hidden action is not performed", () => {
  expect(findAction([action("copy", ["m"], false)], "", "m")).toBeUndefined();
});

test("keys are shown as the keyboard names them", () => {
  expect(shortcutKeys("mod+k", false)).toEqual(["Ctrl", "K"]);
  expect(shortcutKeys("mod+k", true)).toEqual(["⌘", "K"]);
  expect(shortcutKeys("X", false)).toEqual(["⇧", "X"]);
  expect(shortcutKeys("g s", false)).toEqual(["G", "S"]);
});
