import { expect, test } from "vitest";

import { parseTrackerPattern, TrackerPatterns } from "./tracker-patterns.ts";

test("hosts are compared without scheme, port, path, case and last dot", () => {
  const patterns = new TrackerPatterns([
    "tracker.example.org",
    "[2001:db8::1]",
    "xn--bcher-kva.example",
  ]);
  for (const url of [
    "udp://tracker.example.org:1337/announce",
    "https://TRACKER.example.ORG./a/b?passkey=1",
    "wss://user@tracker.example.org",
    "http://[2001:DB8::1]:80/announce",
    "udp://bücher.example:80",
  ]) {
    expect([url, patterns.matches(url)]).toEqual([url, true]);
  }
  for (const url of [
    "udp://example.org:1",
    "udp://a.tracker.example.org:1",
    "nonsense",
    "",
    "://",
  ]) {
    expect([url, patterns.matches(url)]).toEqual([url, false]);
  }
});

test("a wildcard takes in every host below, and not the domain itself", () => {
  const patterns = new TrackerPatterns(["*.example.org"]);
  expect(patterns.matches("udp://a.example.org:1")).toBe(true);
  expect(patterns.matches("udp://a.b.example.org:1")).toBe(true);
  expect(patterns.matches("udp://example.org:1")).toBe(false);
  expect(patterns.matches("udp://badexample.org:1")).toBe(false);
  expect(patterns.findPattern("a.b.example.org")).toBe("*.example.org");
});

test("patterns are read from hosts, wildcards and announce URLs", () => {
  expect(parseTrackerPattern(" UDP://Tracker.Example.org:1337/announce ")).toBe(
    "tracker.example.org",
  );
  expect(parseTrackerPattern("*.Example.org")).toBe("*.example.org");
  expect(parseTrackerPattern("udp://[2001:DB8::1]:80")).toBe("[2001:db8::1]");
  expect(parseTrackerPattern("bücher.example")).toBe("xn--bcher-kva.example");
  for (const text of [
    "",
    "*",
    "*.",
    "a.*.org",
    "**.example.org",
    "a b",
    "!!",
    "a$b.org",
    "-a.org",
    `${"a".repeat(300)}.org`,
  ]) {
    expect([text, parseTrackerPattern(text)]).toEqual([text, undefined]);
  }
});
