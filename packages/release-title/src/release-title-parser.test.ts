import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect, onTestFinished, test, vi } from "vitest";

import {
  createReleaseTitleParser,
  type ReleaseTitleParser,
  type ReleaseTitleParserOptions,
} from "./release-title-parser.ts";

const FIXTURE = new URL("./worker-fixture.ts", import.meta.url);
const BROKEN_FIXTURE = new URL("./worker-broken-fixture.ts", import.meta.url);

test("a batch is answered in order", async () => {
  const parser = create({ timeoutMs: 2000 });
  const names = Array.from(
    { length: 700 },
    (_, index) => `Sintel S01E${index % 90} 1080p x264-ABC`,
  );
  const releases = await parser.parse(names);
  expect(releases.map((release) => release?.raw)).toEqual(names);
  expect(releases[5]).toMatchObject({ title: "Sintel", episodes: [5], videoCodec: "avc" });
});

test("calls at the same time are each answered with their own names", async () => {
  const parser = create({ workerUrl: FIXTURE });
  const batches = [["a", "b"], ["c"], [], ["d", "e", "f"]];
  const answers = await Promise.all(batches.map((names) => parser.parse(names)));
  expect(answers.map((releases) => releases.map((release) => release?.title))).toEqual(batches);
});

test("a name over the limit answers its bare title and the rest goes on", async () => {
  const failures: string[] = [];
  const parser = create({
    workerUrl: FIXTURE,
    timeoutMs: 100,
    onFailure: (name) => failures.push(name),
  });
  const releases = await parser.parse(["a", "hang 1", "b", "hang 2", "c"]);
  expect(releases.map((release) => [release?.title, release?.timedOut])).toEqual([
    ["a", undefined],
    ["hang 1", true],
    ["b", undefined],
    ["hang 2", true],
    ["c", undefined],
  ]);
  expect(failures).toEqual(["hang 1", "hang 2"]);
});

test("the limit is for one name and not for the batch", async () => {
  const parser = create({ workerUrl: FIXTURE, timeoutMs: 200 });
  const names = Array.from({ length: 20 }, (_, index) => `slow ${index}`);
  const releases = await parser.parse(names);
  expect(releases.some((release) => release?.timedOut)).toBe(false);
});

test.each(["throw", "exit", "hoard"])(
  "a worker that dies on %s loses only that name",
  async (name) => {
    const causes: Error[] = [];
    const parser = create({
      workerUrl: FIXTURE,
      timeoutMs: 20_000,
      onFailure: (_name, cause) => causes.push(cause),
    });
    const releases = await parser.parse(["a", name, "b"]);
    expect(releases.map((release) => release?.title)).toEqual(["a", undefined, "b"]);
    expect(causes).toHaveLength(1);
    expect(causes[0]?.message).toMatch(/unreadable|exited with code 3|memory/u);
  },
);

test("a worker that cannot start rejects every call with the cause", async () => {
  const parser = create({ workerUrl: BROKEN_FIXTURE });
  for (const names of [["a"], ["b"]]) {
    await expect(parser.parse(names)).rejects.toMatchObject({
      message: "the release title worker ended",
      cause: { message: "no such module" },
    });
  }
});

test("close rejects what is pending and every later call", async () => {
  const parser = create({ workerUrl: FIXTURE, timeoutMs: 60_000 });
  const pending = [parser.parse(["hang"]), parser.parse(["a"])].map((answer) =>
    expect(answer).rejects.toThrow("closed"),
  );
  await parser.close();
  await Promise.all(pending);
  await expect(parser.parse(["a"])).rejects.toThrow("closed");
  await parser.close();
});

test("a worker serves many calls and starts anew after a rest", async () => {
  const busy = create({ workerUrl: FIXTURE });
  expect(await findThread(busy)).toBe(await findThread(busy));
  const resting = create({ workerUrl: FIXTURE, idleMs: 1 });
  const thread = await findThread(resting);
  await vi.waitFor(async () => expect(await findThread(resting)).not.toBe(thread), 5000);
});

test("an idle parser keeps no process alive and a pending call does", async () => {
  const script = `
    import { createReleaseTitleParser } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const [release] = await createReleaseTitleParser({ timeoutMs: 5000 }).parse(["Sintel 2010"]);
    console.log(release.title);
  `;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], {
    timeout: 20_000,
  });
  expect(stdout).toBe("Sintel\n");
});

function create(options: ReleaseTitleParserOptions): ReleaseTitleParser {
  const parser = createReleaseTitleParser(options);
  onTestFinished(() => parser.close());
  return parser;
}

async function findThread(parser: ReleaseTitleParser): Promise<string | undefined> {
  const [release] = await parser.parse(["thread"]);
  return release?.title;
}
