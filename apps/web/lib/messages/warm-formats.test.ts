import vm from "node:vm";

import { expect, test } from "vitest";

import { withWarmFormats } from "./warm-formats.ts";

const SCRIPT = withWarmFormats("de", "self.texts={a:1}");

test("a page takes the texts, and starts the same script in a thread after its first frame", () => {
  const started: string[] = [];
  const frames: (() => void)[] = [];
  const self: Record<string, unknown> = { document: {} };
  vm.runInNewContext(SCRIPT, {
    self,
    document: { currentScript: { src: "/messages/de.js" } },
    requestAnimationFrame: (run: () => void) => frames.push(run),
    setTimeout: (run: () => void) => run(),
    // An arrow function cannot be called with `new`.
    Worker: function Worker(src: string) {
      started.push(src);
    },
  });
  expect(self["texts"]).toEqual({ a: 1 });
  expect(started).toEqual([]);
  for (const run of frames) run();
  expect(started).toEqual(["/messages/de.js"]);
});

test.each([
  [["en-GB", "de-AT"], "de-AT"],
  [["fr"], "de"],
])("a thread writes numbers and dates as %j wants them, and ends", (languages, expected) => {
  const locales = new Set<string>();
  let isClosed = false;
  const noting = (name: "NumberFormat" | "PluralRules" | "DateTimeFormat" | "RelativeTimeFormat") =>
    new Proxy(Intl[name], {
      construct(Format, given: [string, object?], created) {
        locales.add(given[0]);
        return Reflect.construct(Format, given, created);
      },
    });
  vm.runInNewContext(SCRIPT, {
    self: {},
    navigator: { languages },
    Intl: {
      NumberFormat: noting("NumberFormat"),
      PluralRules: noting("PluralRules"),
      DateTimeFormat: noting("DateTimeFormat"),
      RelativeTimeFormat: noting("RelativeTimeFormat"),
    },
    close: () => {
      isClosed = true;
    },
  });
  expect([...locales]).toEqual([expected]);
  expect(isClosed).toBe(true);
});
