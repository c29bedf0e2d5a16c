import { expect, test } from "vitest";

import { formatMailDate } from "./mail-date.ts";
import { parseMailDate } from "./parse-mail-date.ts";

test.each<[string, string | undefined]>([
  ["Sat, 17 Feb 2024 10:11:12 +0100", "2024-02-17T09:11:12Z"],
  ["Mon, 17 Feb 2024 10:11:12 GMT", "2024-02-17T10:11:12Z"],
  ["17 February 2024 10:11 EDT", "2024-02-17T14:11:00Z"],
  ["Saturday, 17-Feb-24 10:11:12 UTC", "2024-02-17T10:11:12Z"],
  ["17 Feb 99 00:00:00 Z", "1999-02-17T00:00:00Z"],
  ["17 Feb 2024 12:30:00 AM PST", "2024-02-17T08:30:00Z"],
  ["17 Feb 2024 10:11:12 NOWHERE", "2024-02-17T10:11:12Z"],
  ["17 Feb 2024 10:11:12 (CET)", "2024-02-17T09:11:12Z"],
  ["17 Feb 2024", "2024-02-17T00:00:00Z"],
  ["2024-02-17T10:11:12+02:00", "2024-02-17T08:11:12Z"],
  ["2024-02-17 10:11:12", "2024-02-17T10:11:12Z"],
  ["2024-02-17", "2024-02-17T00:00:00Z"],
  ["17 Foo 2024 10:11:12 GMT", undefined],
  ["yesterday", undefined],
  ["", undefined],
  [`17 Feb 2024 ${" ".repeat(100_000)}`, "2024-02-17T00:00:00Z"],
])("%j is read", (text, expected) => {
  expect(parseMailDate(text)).toEqual(expected === undefined ? undefined : new Date(expected));
});

test("what is written is read back", () => {
  const date = new Date("2024-05-17T20:15:09Z");
  expect(parseMailDate(formatMailDate(date) ?? "")).toEqual(date);
});
