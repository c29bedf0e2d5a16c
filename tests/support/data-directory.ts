import { execFile } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { waitFor } from "./wait-for.ts";

/** A data directory of a test and what of PostgreSQL runs in it. */
export interface DataDirectory {
  readonly path: string;
  /** Process id of the PostgreSQL that serves this directory now, undefined when none does. */
  findPostmaster(): number | undefined;
  /** Ends a PostgreSQL that still runs in it and deletes it. */
  remove(): Promise<void>;
}

/** Where `global-setup.ts` tells the data directory whose database is made and up to date. */
export const PREPARED_DATA = "MINATO_TEST_DATA";

/**
 * Makes a data directory as a first start leaves it, where the run of tests prepared one, and an
 * empty one elsewhere; whoever made it removes it.
 */
export async function createPreparedDirectory(): Promise<DataDirectory> {
  const data = await createDataDirectory();
  const prepared = process.env[PREPARED_DATA];
  // With its owner, who is not the one that runs tests as root.
  if (prepared !== undefined) await promisify(execFile)("cp", ["-a", prepared, data.path]);
  return data;
}

/** Makes an empty data directory; whoever made it removes it. */
export async function createDataDirectory(): Promise<DataDirectory> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "minato-run-")));
  const directory = path.join(root, "data");
  const findPostmaster = () => readPostmaster(path.join(directory, "postgres"));
  return {
    path: directory,
    findPostmaster,
    async remove() {
      const pid = findPostmaster();
      // A fast shutdown; it should not be needed, a failed test may have left a server.
      if (pid !== undefined) process.kill(pid, "SIGINT");
      await waitFor("PostgreSQL to end", () => findPostmaster() === undefined);
      await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function readPostmaster(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path.join(data, "postmaster.pid"), "utf8"), 10);
    // The file outlives a server that was killed.
    return isZombie(pid) || readlinkSync(`/proc/${pid}/cwd`) !== data ? undefined : pid;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isZombie(pid: number): boolean {
  return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")
  );
}
