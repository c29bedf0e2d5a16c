import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { parseReleaseTitle } from "../src/parse-release-title.ts";
import { loadTaggerModel, writeTaggerModel } from "../src/tagger-model.ts";
import { WEIGHT_COUNT } from "../src/tagger.ts";
import { loadNameRows } from "./name-row.ts";
import { NameScores } from "./score-names.ts";
import { trainTagger } from "./train-tagger.ts";

const rows = loadNameRows(
  fileURLToPath(new URL("../fixtures/own-names.jsonl", import.meta.url)),
).filter((_, index) => index % 4 === 0);
const options = { passes: 2, rounds: 1, leastNames: 2 };

test("the same names give the same model, byte for byte", () => {
  const first = writeTaggerModel(trainTagger(rows, options));
  expect(writeTaggerModel(trainTagger(rows, options)).equals(first)).toBe(true);
});

test("a model that was trained on a name reads its title", () => {
  const model = trainTagger(rows, { ...options, passes: 6 });
  const release = parseReleaseTitle("Sintel.2010.1080p.BluRay.x264-HARBOR", { model });
  expect(release).toMatchObject({ title: "Sintel", group: "HARBOR" });
});

test("the shipped model fits the features of this version", () => {
  expect(loadTaggerModel().weights).toHaveLength(WEIGHT_COUNT);
});

test("a file that is no model is refused", () => {
  const url = new URL("../fixtures/own-names.jsonl", import.meta.url);
  expect(() => loadTaggerModel(url)).toThrow(/no model of this version/u);
});

test("a row is exact when every core field it asserts is, and others do not count", () => {
  const scores = new NameScores();
  const row = { title: "", family: "own", domain: "tv", expected: { title: "A B", episode: [1] } };
  scores.add(row, { title: "a.b", episode: [1] });
  scores.add(row, { title: "a.b", episode: [2] });
  scores.add({ ...row, expected: { network: "x" } }, { network: "y" });
  expect(scores.exact.get("all")).toEqual({ rows: 2, exact: 1 });
  expect(scores.f1("episode")).toBe(0.5);
});
