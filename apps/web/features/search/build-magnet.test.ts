import { expect, test } from "vitest";

import { buildMagnet } from "./build-magnet.ts";

const v1 = "08ada5a7a6183aae1e09d831df6748d566095a10";
const v2 = "caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e";

test("a torrent of version 1 has one topic and its title", () => {
  expect(buildMagnet({ infoHash: v1, title: "Sintel & more" })).toBe(
    `magnet:?xt=urn:btih:${v1}&dn=Sintel%20%26%20more`,
  );
});

test("a hybrid names both hashes", () => {
  expect(buildMagnet({ infoHash: v1, infoHashV2: v2, title: "x" })).toBe(
    `magnet:?xt=urn:btih:${v1}&xt=urn:btmh:1220${v2}&dn=x`,
  );
});

test("a torrent of version 2 alone is not given a version 1 topic", () => {
  expect(buildMagnet({ infoHash: v2.slice(0, 40), infoHashV2: v2, title: "x" })).toBe(
    `magnet:?xt=urn:btmh:1220${v2}&dn=x`,
  );
});
