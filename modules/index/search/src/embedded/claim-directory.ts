import { mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";

const OWNER = "owner";
const MAX_DIRECTORIES = 16;

/** A directory that no other process writes to. */
export interface ClaimedDirectory {
  path: string;
  release: () => Promise<void>;
}

/**
 * Claims `search` of a data directory, or `search-2` and so on while other processes on this machine
 * have those before it: each process has an index of its own.
 */
export async function claimDirectory(dataDir: string): Promise<ClaimedDirectory> {
  for (let number = 1; number <= MAX_DIRECTORIES; number++) {
    const directory = path.join(dataDir, number === 1 ? "search" : `search-${number}`);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const owner = path.join(directory, OWNER);
    if (await tryClaim(owner)) {
      return { path: directory, release: () => rm(owner, { force: true }) };
    }
  }
  throw new Error(`${MAX_DIRECTORIES} processes use the search directories of ${dataDir}`);
}

async function tryClaim(owner: string): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(owner, "wx");
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await isAlive(owner)) return false;
    await rm(owner, { force: true });
  }
  return false;
}

/** Whether the process that is named as the owner runs; this one itself was another before. */
async function isAlive(owner: string): Promise<boolean> {
  const pid = Number.parseInt(await readOwner(owner), 10);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function readOwner(owner: string): Promise<string> {
  try {
    return await readFile(owner, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
