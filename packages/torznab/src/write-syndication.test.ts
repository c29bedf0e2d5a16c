import { expect, test } from "vitest";

import { SAMPLE_ITEMS } from "../test/sample-items.ts";
import { validateAtom, validateRss } from "../test/validate-syndication.ts";
import { attribute, element, elements } from "../test/xml-tree.ts";
import type { TorznabItem } from "./item.ts";
import { writeAtom } from "./write-atom.ts";
import { writeRss } from "./write-rss.ts";

const items = Object.values(SAMPLE_ITEMS);
const feed = {
  title: 'Films & "more" <all>',
  siteUrl: "https://index.example/",
  selfUrl: "https://index.example/rss?q=a&category=TV%2FHD",
  items,
};
const magnetUrl = `magnet:?xt=urn:btih:${"ab".repeat(20)}&dn=a b`.replaceAll(" ", "+");
const plain: TorznabItem = {
  guid: "g",
  title: "t",
  pubDate: new Date(1000),
  size: 1,
  categories: [],
  magnetUrl,
};

test("an RSS feed fulfils its specification with every kind of item, and with none", () => {
  expect(validateRss(writeRss(feed))).toHaveLength(items.length);
  expect(validateRss(writeRss({ ...feed, items: [] }))).toEqual([]);
});

test("an Atom feed fulfils its specification with every kind of item, and with none", () => {
  expect(validateAtom(writeAtom(feed))).toHaveLength(items.length);
  expect(validateAtom(writeAtom({ ...feed, items: [] }))).toEqual([]);
});

test("hostile texts and absent dates leave both forms valid", () => {
  const hostile = {
    ...plain,
    title: "\u0000]]><b>&\uFFFE 🌊\uD83C",
    publishDate: new Date(Number.NaN),
    description: "<script>",
    detailsUrl: "https://index.example/?a=1&b=%3C",
  };
  const nameless = { ...plain, title: " ", guid: "urn:other" };
  const [read] = validateRss(writeRss({ ...feed, items: [hostile, nameless] }));
  expect(read && element(read, "title").text).toBe("]]><b>& 🌊");
  expect(
    validateAtom(writeAtom({ ...feed, items: [{ ...hostile, guid: "urn:x" }, nameless] })),
  ).toHaveLength(2);
});

test("qBittorrent and transmission-rss find what to download in RSS", () => {
  for (const [index, item] of validateRss(writeRss(feed)).entries()) {
    const [enclosure] = elements(item, "enclosure");
    const link = element(item, "link").text;
    // Both take the enclosure, else the link.
    const found = enclosure === undefined ? link : attribute(enclosure, "url");
    expect(found).toBe(items[index]?.torrentUrl ?? items[index]?.magnetUrl);
    expect([undefined, "application/x-bittorrent"]).toContain(enclosure?.attributes["type"]);
  }
});

test("qBittorrent finds what to download in Atom", () => {
  for (const [index, entry] of validateAtom(writeAtom(feed)).entries()) {
    const links = elements(entry, "link").map((link) => attribute(link, "href"));
    const magnet = links.findLast((link) => link.startsWith("magnet:"));
    const item = items[index];
    expect(magnet ?? links.at(-1)).toBe(item?.magnetUrl ?? item?.torrentUrl);
  }
});

test("an item without a valid date is a fault of the caller", () => {
  const broken = { ...plain, pubDate: new Date(Number.NaN) };
  expect(() => writeRss({ ...feed, items: [broken] })).toThrow(RangeError);
  expect(() => writeAtom({ ...feed, items: [broken] })).toThrow(RangeError);
});
