import { expect, test } from "vitest";

import { testIndex } from "../../test/index-suite.ts";
import { ROWS, titles } from "../../test/search-scene.ts";

const scene = testIndex("embedded:");

test("short words beside longer ones are forgiven too", async () => {
  const { items } = await scene().search({ q: "bgi bukc bnuny" });
  expect(titles({ items })).toEqual([ROWS[0]?.title, ROWS[1]?.title]);
});
