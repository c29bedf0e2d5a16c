import { expect, test } from "vitest";

import { loosenTextQuery, readTextQuery } from "./text-query.ts";

test("words are required, the last one as a prefix, optional ones are left out", () => {
  expect(readTextQuery("Tears of Ste")?.tsquery).toBe("'tears' & 'of' & 'ste':*");
  expect(readTextQuery("the harbour -night ")?.tsquery).toBe("'harbour' & !'night'");
});

test("a text without words is no query", () => {
  expect(readTextQuery("?! …")).toBeUndefined();
});

test("loosened words are open at the end, numbers stay", () => {
  const query = readTextQuery("bunnies 1080p s01e02 big ")!;
  expect(loosenTextQuery(query)?.tsquery).toBe("'bunnie':* & '1080p' & 's01e02' & 'big'");
  expect(loosenTextQuery(readTextQuery("big 12 ")!)).toBeUndefined();
});
