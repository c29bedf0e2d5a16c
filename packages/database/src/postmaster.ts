import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What a running server wrote into `postmaster.pid` (PostgreSQL's `miscadmin.h`, LOCK_FILE_LINE_*). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number | undefined;
  /** Directory of the Unix socket, or empty. */
  readonly socketDirectory: string;
  readonly isReady: boolean;
}

/** Reads the server that runs in a data directory, or `undefined` when the file is absent or stale. */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readLines(path.join(data, "postmaster.pid"));
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  if (!isPostmaster(pid, data)) return undefined;
  const port = Number(lines[3]);
  return {
    pid,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    socketDirectory: lines[4] ?? "",
    isReady: lines[7]?.trim() === "ready",
  };
}

/** Whether `pid` is a live server of this data directory: not a zombie, not another program. */
export function isPostmaster(pid: number, data: string): boolean {
  if (process.platform === "linux") return isAlive(pid) && workingDirectory(pid) === data;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform === "win32") return true;
  const { stdout } = spawnSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" });
  return stdout.includes("postgres") && stdout.includes(data);
}

/** Resolves when `pid` no longer is a server of this data directory. */
export async function untilGone(pid: number, data: string, signal?: AbortSignal): Promise<void> {
  while (isPostmaster(pid, data)) await sleep(100, undefined, { signal });
}

/**
 * Server processes of a data directory whose postmaster died: a backend busy with a statement does not
 * notice and keeps the shared memory, so no new server can start. Known on Linux only, elsewhere empty.
 */
export function findOrphans(data: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && isAlive(pid) && workingDirectory(pid) === data)
    .filter((pid) => readLines(`/proc/${pid}/cmdline`)?.[0]?.startsWith("postgres:") === true);
}

function isAlive(pid: number): boolean {
  const state = readLines(`/proc/${pid}/stat`)?.[0]?.split(") ").at(-1)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // Gone meanwhile, or a process of somebody else.
  }
}

function readLines(file: string): string[] | undefined {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return undefined;
  }
}
