import { expect, test } from "vitest";

import {
  CATEGORIES,
  categoryName,
  expandCategory,
  findCategoryByName,
  isKnownCategory,
  parentCategory,
} from "./categories.ts";

test("ids are unique, ascending and inside the thousand of their parent", () => {
  const ids = CATEGORIES.flatMap((top) => [top.id, ...top.subcategories.map((sub) => sub.id)]);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
  for (const top of CATEGORIES) {
    expect(top.id % 1000).toBe(0);
    for (const sub of top.subcategories) expect(Math.floor(sub.id / 1000) * 1000).toBe(top.id);
  }
});

test("names are those Jackett and Prowlarr share", () => {
  expect(CATEGORIES.map((top) => top.name)).toEqual(
    "Console Movies Audio PC TV XXX Books Other".split(" "),
  );
  expect(categoryName(5000)).toBe("TV");
  expect(categoryName(5040)).toBe("TV/HD");
  expect(categoryName(1070)).toBe("Console/XBox 360 DLC");
  expect(categoryName(2090)).toBe("Movies/x265");
  expect(categoryName(8010)).toBe("Other/Misc");
  expect(categoryName(100_001)).toBeUndefined();
});

test("every full name finds its own id, in any case and with either separator", () => {
  for (const top of CATEGORIES) {
    expect(findCategoryByName(top.name.toUpperCase())).toBe(top.id);
    for (const sub of top.subcategories) {
      expect(findCategoryByName(`${top.name}/${sub.name}`)).toBe(sub.id);
      expect(findCategoryByName(` ${top.name.toLowerCase()} >  ${sub.name.toLowerCase()} `)).toBe(
        sub.id,
      );
    }
  }
});

test.each(["", "/", "HD", "TV/", "TV/HD/x", "Video", "TV/HD".padEnd(1000), "__proto__"])(
  "no category is found for %j",
  (text) => {
    expect(findCategoryByName(text)).toBeUndefined();
  },
);

test("a parent expands to itself and its children, a child only to itself", () => {
  expect(expandCategory(8000)).toEqual([8000, 8010, 8020]);
  expect(expandCategory(5000)).toContain(5045);
  expect(expandCategory(5045)).toEqual([5045]);
  expect(expandCategory(5999)).toEqual([]);
});

test("a child leads to its parent and an unknown id to none", () => {
  expect(parentCategory(2045)).toBe(2000);
  expect(parentCategory(2000)).toBe(2000);
  expect(parentCategory(2046)).toBeUndefined();
  expect(isKnownCategory(2045)).toBe(true);
  expect(isKnownCategory(2046)).toBe(false);
});
