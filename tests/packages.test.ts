import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { ROOT } from "./support/start-server.ts";

const run = promisify(execFile);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "minato-packages-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("the search index works in a project that has nothing else of ours", async () => {
  await install("search-index");
  const answer = await runScript(`
    import { createSearchIndex, createSearchPool, parseQuery } from "@minato/search-index";
    const schema = { columns: { seeders: { kind: "number", storage: "u32" } } };
    const index = await createSearchIndex({ directory: "index", schema });
    await index.apply([
      { kind: "put", document: { id: 7, title: "Sintel.2010.1080p", columns: { seeders: 9 } } },
      { kind: "put", document: { id: 8, title: "Spring.2019.1080p", columns: { seeders: 3 } } },
    ]);
    await index.commit("all");
    const pool = createSearchPool({ index, workers: 1 });
    const { ids, total } = await pool.search({ ...parseQuery("sintle", {}), limit: 10 });
    console.log(JSON.stringify({ ids: [...ids], total }));
    await pool.close();
    await index.close();
  `);
  expect(answer).toEqual({ ids: [7], total: 1 });
});

test("the program in the readme of the search index prints what it says", async () => {
  await install("search-index");
  const readme = await readFile(
    path.join(folder, "node_modules/@minato/search-index/README.md"),
    "utf8",
  );
  const program = /```ts\n(?<text>[^]*?)```/.exec(readme)?.groups?.["text"] ?? "";
  const promised = /console\.log\(.*\); \/\/ (?<line>.*)/.exec(program)?.groups?.["line"];
  expect(await runProgram(program)).toBe(`${promised}\n`);
});

test("release names are read in a project that has nothing else of ours", async () => {
  await install("release-title");
  const linked = "node_modules/@viren070";
  await symlink(path.join(ROOT, linked), path.join(folder, linked));
  const answer = await runScript(`
    import { createReleaseTitleParser } from "@minato/release-title";
    const parser = createReleaseTitleParser();
    const [release] = await parser.parse(["Big.Buck.Bunny.2008.1080p.BluRay.x264-BLENDER"]);
    console.log(JSON.stringify({ title: release.title, year: release.year }));
    await parser.close();
  `);
  expect(answer).toEqual({ title: "Big Buck Bunny", year: 2008 });
});

/** Packs what would be published and unpacks it as npm does. */
async function install(name: string): Promise<void> {
  const { stdout } = await run(process.execPath, [
    path.join(ROOT, "scripts/pack-package.mjs"),
    name,
    folder,
  ]);
  for (const archive of stdout.trim().split("\n")) {
    const own = /^minato-(.+)-\d+\.\d+\.\d+\.tgz$/.exec(path.basename(archive))?.[1] ?? "";
    const target = path.join(folder, "node_modules/@minato", own);
    await mkdir(target, { recursive: true });
    await run("tar", ["-xzf", archive, "--strip-components=1", "-C", target]);
  }
}

async function runScript(text: string): Promise<unknown> {
  return JSON.parse(await runProgram(text));
}

/** What a program prints. */
async function runProgram(text: string): Promise<string> {
  await writeFile(path.join(folder, "script.mjs"), text);
  const { stdout } = await run(process.execPath, ["script.mjs"], { cwd: folder });
  return stdout;
}
