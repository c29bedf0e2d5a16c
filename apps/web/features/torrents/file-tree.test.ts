import { expect, test } from "vitest";

import { buildFileTree, listFolders, listLines } from "./file-tree.ts";

const files = [
  { path: "Sintel/readme.txt", size: 10 },
  { path: "Sintel/frames/frame 10.png", size: 3 },
  { path: "Sintel/frames/frame 9.png", size: 2 },
  { path: "cover.jpg", size: 5 },
];

const names = (filter: string, open: readonly string[]) =>
  listLines(buildFileTree(files), (path) => open.includes(path), filter).map(
    ({ node, depth }) => `${"  ".repeat(depth)}${node.name}`,
  );

test("folders come first, carry the sum of their files and count in natural order", () => {
  expect(names("", ["Sintel", "Sintel/frames"])).toEqual([
    "Sintel",
    "  frames",
    "    frame 9.png",
    "    frame 10.png",
    "  readme.txt",
    "cover.jpg",
  ]);
  expect(buildFileTree(files)).toMatchObject({ size: 20, fileCount: 4 });
});

test("a closed folder hides what is in it", () => {
  expect(names("", [])).toEqual(["Sintel", "cover.jpg"]);
});

test("a filter opens the folders of its matches and leaves out the rest", () => {
  expect(names("SINTEL 10", [])).toEqual(["Sintel", "  frames", "    frame 10.png"]);
  expect(names("nothing", [])).toEqual([]);
});

test("a path nested without end stays within bounds", () => {
  const root = buildFileTree([{ path: "a/".repeat(5000) + "b", size: 1 }]);
  expect(listFolders(root)).toHaveLength(32);
});

test("twenty thousand files are arranged without being noticed", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({
    path: `set/${index % 100}/file ${index}.bin`,
    size: 1,
  }));
  const start = performance.now();
  expect(listLines(buildFileTree(many), () => true, "")).toHaveLength(20_101);
  expect(performance.now() - start).toBeLessThan(2000);
});
