import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

const MODULE = new URL("./tune-allocator.ts", import.meta.url).href;
let directory = "";
let script = "";

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "minato-allocator-"));
  script = path.join(directory, "show.mjs");
  await writeFile(
    script,
    `import { tuneAllocator } from ${JSON.stringify(MODULE)};
     tuneAllocator();
     const { env, argv, execArgv } = process;
     const shown = { set: env.MALLOC_MMAP_THRESHOLD_, kept: env.KEPT, argv: argv.slice(2), execArgv };
     if (process.send === undefined) console.log(JSON.stringify(shown)); else process.send(shown);`,
  );
});
afterAll(() => rm(directory, { recursive: true }));

const { MALLOC_MMAP_THRESHOLD_: _, ...environment } = process.env;

async function run(env: Record<string, string>): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--no-deprecation", script, "--dev", "a b"],
    { env: { ...environment, ...env } },
  );
  return JSON.parse(stdout);
}

test.runIf(process.platform === "linux")(
  "the process begins anew once, with its arguments and environment",
  async () => {
    expect(await run({ KEPT: "as it was" })).toEqual({
      set: "131072",
      kept: "as it was",
      argv: ["--dev", "a b"],
      execArgv: ["--no-deprecation"],
    });
  },
);

test("what the operator set stays, and a child with a channel keeps it", async () => {
  expect(await run({ MALLOC_MMAP_THRESHOLD_: "65536" })).toMatchObject({ set: "65536" });
  const child = fork(script, { env: environment, execArgv: [] });
  const [shown] = await once(child, "message");
  expect(shown).toMatchObject({ argv: [] });
  expect(shown).not.toHaveProperty("set");
  child.disconnect();
});
