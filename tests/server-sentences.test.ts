// The server refuses in English sentences; their German stands in the web app.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import "@minato/kit";
import { expect, test } from "vitest";
import { z } from "zod";

import { fieldSentences, schemaSentences } from "../apps/web/lib/messages/field-sentences-de.ts";
import { keptSentences } from "../apps/web/lib/messages/kept-sentences-de.ts";
import { refusalSentences } from "../apps/web/lib/messages/refusal-sentences-de.ts";
import { translateSentence } from "../apps/web/lib/messages/translate-sentence.ts";
import { ROOT } from "./support/start-server.ts";

/** Who is not signed in, and who sends too much, is told by the pages. */
const THROWN =
  /new AppError\(\s*"(?:BAD_REQUEST|CONFLICT|FORBIDDEN|GONE|NOT_FOUND|SERVICE_UNAVAILABLE|TOO_MANY_REQUESTS)",\s*(?:"([^"]+)"|`([^`]+)`)/g;
/** Refuse programs and the command line only, which read English. */
const FOR_PROGRAMS =
  /server\/src\/cli|identity\/src\/(http|take-over-account)|secrets\/|blocklist\/src\/(http|page-cursor)|exchange\/src\/(backup-frames|change-cursor|http|list-changes|load-backup|read-|receive-upload|restore-torrents|snapshot-checks)|feeds\/src\/(archive|find-caller|stremio|syndication-query)|torrents\/src\/(http|ingest-body)/;
const SLOT = /\$?\{[^}]*\}/g;

const OWN = "{apps/server,modules/*/*,packages/*}/src/**/*.ts";
const BETTER_AUTH =
  "{node_modules/@better-auth/core/dist/error/codes.mjs,modules/core/identity/node_modules/better-auth/dist/plugins/two-factor/error-code.mjs}";

const sources = globSync([OWN, BETTER_AUTH], { cwd: ROOT })
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), "utf8") }));

test("what the server refuses people with has German words", () => {
  const thrown = sources
    .filter(({ file }) => !FOR_PROGRAMS.test(file))
    .flatMap(({ text }) => [...text.matchAll(THROWN)])
    .map(([, plain, filled]) => plain ?? filled?.replaceAll(SLOT, "7") ?? "");
  expect(thrown.length).toBeGreaterThan(80);
  const unknown = thrown.filter((sentence) => translateSentence(sentence) === undefined);
  // A field before what is wrong with it is put together when it happens; pages have better words
  // for a permission that lacks.
  const own = /^\w+ 7$|^This needs the permission/;
  expect(unknown.filter((sentence) => !own.test(sentence))).toEqual([]);
});

test("no German stands for what the server says no more", () => {
  // What is broken over lines in the sources is one text here.
  const said = sources.map(({ text }) => text.replaceAll(/"\s*\+\s*"/g, "")).join("\n");
  const unsaid = findUnsaid({ ...refusalSentences, ...fieldSentences, ...keptSentences }, said);
  expect(unsaid).toEqual([]);
});

test("German has the same slots", () => {
  const all = { ...schemaSentences, ...fieldSentences, ...refusalSentences, ...keptSentences };
  for (const [sentence, german] of Object.entries(all)) {
    const known = new Set(sentence.match(SLOT));
    expect([sentence, (german.match(SLOT) ?? []).filter((slot) => !known.has(slot))]).toEqual([
      sentence,
      [],
    ]);
  }
});

test("whatever a schema may say has German words", () => {
  const schemas: readonly [schema: z.ZodType, input: unknown][] = [
    [z.string(), undefined],
    [z.string(), 1],
    [z.number(), ""],
    [z.int(), 1.5],
    [z.boolean(), ""],
    [z.array(z.string()), ""],
    [z.object({}), ""],
    [z.date(), ""],
    [z.null(), ""],
    [z.string().min(1), ""],
    [z.number().min(2), 1],
    [z.number().max(2), 3],
    [z.number().gt(2), 1],
    [z.number().lt(2), 3],
    [z.string().min(8), ""],
    [z.string().max(1), "ab"],
    [z.string().max(3), "abcd"],
    [z.string().length(1), ""],
    [z.string().length(4), ""],
    [z.array(z.string()).min(2), []],
    [z.array(z.string()).max(1), ["a", "b"]],
    [z.array(z.string()).max(2), ["a", "b", "c"]],
    [z.array(z.string()).length(1), []],
    [z.array(z.string()).length(2), []],
    [z.enum(["a", "b"]), ""],
    [z.enum(Array.from({ length: 14 }, (_, index) => `v${index}`)), ""],
    [z.email(), ""],
    [z.url(), ""],
    [z.uuid(), ""],
    [z.iso.datetime(), ""],
    [z.iso.date(), ""],
    [z.iso.time(), ""],
    [z.ipv4(), ""],
    [z.ipv6(), ""],
    [z.string().regex(/a/), "b"],
    [z.int().multipleOf(5), 3],
    [z.strictObject({}), { colour: 1 }],
    [z.union([z.string(), z.number()]), true],
  ];
  const said = schemas.map(
    ([schema, input]) => schema.safeParse(input).error?.issues[0]?.message ?? "nothing",
  );
  expect(said.filter((sentence) => translateSentence(sentence) === undefined)).toEqual([]);
  expect(findUnsaid(schemaSentences, said.join("\n"))).toEqual([]);
});

test("parts of a sentence are told as well, and what is foreign stays", () => {
  expect(translateSentence("Too many failed attempts: try again in 14 minutes")).toBe(
    "Zu viele Fehlversuche: versuche es in 14 Minuten erneut",
  );
  expect(translateSentence("limit must be at most 100; years.0: is required; and 2 more")).toBe(
    "limit: Höchstens 100; years.0: Das wird gebraucht; und 2 weitere",
  );
  expect(translateSentence("The run is cancelled already")).toBe("Der Lauf ist schon abgebrochen");
  expect(translateSentence("The mail server says: 550 no such box")).toBe(
    "Der Mailserver sagt: 550 no such box",
  );
  expect(translateSentence("limit must be odd; and 2 more")).toBeUndefined();
  expect(translateSentence("what a module of tomorrow says")).toBeUndefined();
});

/** Sentences of which some part stands nowhere in a text. */
function findUnsaid(sentences: Readonly<Record<string, string>>, text: string): string[] {
  return Object.keys(sentences).filter((sentence) =>
    sentence.split(SLOT).some((part) => !text.includes(part)),
  );
}
