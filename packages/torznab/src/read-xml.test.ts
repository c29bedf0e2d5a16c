import { expect, test } from "vitest";

import { XmlReader } from "./read-xml.ts";

function readTexts(document: string, pieceLength: number): string[] {
  const texts: string[] = [];
  const reader = new XmlReader({ close: (name, text) => texts.push(`${name}=${text}`) });
  for (let start = 0; start < document.length; start += pieceLength) {
    reader.write(document.slice(start, start + pieceLength));
  }
  reader.end();
  return texts;
}

test("a document means the same in whatever pieces it comes", () => {
  const document =
    "\uFEFF \n<?xml version='1.0'?><a x:y='1'><b><![CDATA[a & b]] &amp; <c>]]></b>" +
    "<d>x & y &nbsp;&amp; &bogus; &#0; &#x41;&#11; AT&T</d><e>R&D;</e></a>";
  const whole = readTexts(document, document.length);
  expect(whole.slice(0, 3)).toEqual([
    "b=a & b]] &amp; <c>",
    "d=x & y \u00A0& &bogus;  A AT&T",
    "e=R&D;",
  ]);
  for (let length = 1; length < 40; length += 1) {
    expect(readTexts(document, length)).toEqual(whole);
  }
});

test("what stands before a fault is kept, and the fault is named", () => {
  const closed: string[] = [];
  const reader = new XmlReader({ close: (name) => closed.push(name) });
  reader.write("<a><b>1</b></c><b>2</b>");
  reader.end();
  expect(closed.filter((name) => name === "b")).toHaveLength(2);
  expect(reader.failure).toBeDefined();
  expect(reader.root).toBe("a");
});

test("texts, attributes and depth are bounded", () => {
  const lengths: number[] = [];
  const reader = new XmlReader({ close: (_, text) => lengths.push(text.length) });
  reader.write(`<a>${"x".repeat(200_000)}</a>`);
  expect(lengths).toEqual([65_536]);
  const deep = new XmlReader({});
  expect(() => deep.write("<a>".repeat(40))).toThrow(/levels/);
  const names: string[] = [];
  const wide = new XmlReader({ open: ({ attributes }) => names.push(...Object.keys(attributes)) });
  wide.write(`<a ${Array.from({ length: 500 }, (_, index) => `b${index}="1"`).join(" ")}/>`);
  expect(names).toHaveLength(64);
});
