import { spawn, spawnSync } from "node:child_process";
import { closeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { type Binaries, programError } from "./binaries.ts";
import type { DataFiles } from "./data-files.ts";
import { DatabaseError, type DatabaseErrorCode } from "./database-error.ts";
import { findPostmaster, isPostmaster, untilGone } from "./postmaster.ts";
import { lastFailure, openServerLog, readServerLog, sizeOf } from "./server-log.ts";
import type { ServerSettings } from "./server-settings.ts";
import type { ServerUser } from "./server-user.ts";

/** Everything that decides how the server of one data directory is run. */
export interface ServerPlan {
  readonly files: DataFiles;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly settings: ServerSettings;
  /** Whether the server may listen in `files.run` besides 127.0.0.1. */
  readonly hasSocket: boolean;
}

/** A server that answers; `exited` resolves with the reason when it is gone. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  readonly exited: Promise<string>;
}

/** Why a start failed, for the caller that may try again. */
export class ServerStartError extends DatabaseError {
  readonly retry: "another-port" | "later" | "never";

  constructor(code: DatabaseErrorCode, message: string, retry: "another-port" | "later" | "never") {
    super(code, message);
    this.retry = retry;
  }
}

/** Recovery after a crash replays at most `max_wal_size`; this is far more than that takes. */
const START_LIMIT = 15 * 60_000;
const FAST_SHUTDOWN_LIMIT = 20_000;
const IMMEDIATE_SHUTDOWN_LIMIT = 5_000;

/** The options after the program's name, in the form in which the server records them. */
export function serverArguments(plan: ServerPlan, port: number): string[] {
  const socket = plan.hasSocket ? plan.files.run : "";
  const settings = Object.entries(plan.settings).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  return ["-D", plan.files.data, "-p", `${port}`, "-h", "127.0.0.1", "-k", socket, ...settings];
}

/** Starts the server and waits until it accepts connections; throws a {@link ServerStartError}. */
export async function launchServer(
  plan: ServerPlan,
  port: number,
  onRecovery: () => void,
): Promise<ServerProcess> {
  const { prefix, ...identity } = plan.user;
  const { postgres } = plan.binaries;
  const [command = postgres, ...rest] = [...prefix, postgres, ...serverArguments(plan, port)];
  const log = openServerLog(plan.files.log);
  const logged = sizeOf(plan.files.log);
  // A group of its own, so that Ctrl-C in a terminal reaches it through our orderly stop only.
  const detached = process.platform !== "win32";
  const child = spawn(command, rest, { ...identity, detached, stdio: ["ignore", log, log] });
  closeSync(log);
  const exited = new Promise<string>((resolve, reject) => {
    child.once("error", (error) => reject(programError(postgres, error)));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const end = new AbortController();
  try {
    const reason = await Promise.race([
      exited,
      untilReady(plan, child.pid, onRecovery, end.signal),
    ]);
    if (reason !== undefined) throw startError(plan.files.log, logged, reason);
  } finally {
    end.abort();
  }
  // `spawn` gave a pid, else `exited` had been rejected.
  return { pid: child.pid as number, port, exited };
}

/** Takes over a server that an earlier process of ours left running. */
export function adoptServer(data: string, pid: number, port: number): ServerProcess {
  return { pid, port, exited: untilGone(pid, data).then(() => "gone") };
}

/** Ends a server: fast shutdown, then immediate, then by force. Resolves when it is gone. */
export async function shutDown(plan: ServerPlan, pid: number): Promise<void> {
  const { data } = plan.files;
  if (process.platform === "win32") {
    spawnSync(plan.binaries.pgCtl, ["stop", "-D", data, "-m", "fast", "-t", "20"]);
  }
  for (const [signal, limit] of [
    ["SIGINT", FAST_SHUTDOWN_LIMIT],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_LIMIT],
    ["SIGKILL", IMMEDIATE_SHUTDOWN_LIMIT],
  ] as const) {
    if (!isPostmaster(pid, data)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + limit;
    while (isPostmaster(pid, data) && Date.now() < deadline) await sleep(10);
  }
}

async function untilReady(
  plan: ServerPlan,
  pid: number | undefined,
  onRecovery: () => void,
  signal: AbortSignal,
): Promise<undefined> {
  const started = Date.now();
  let isRecovering = false;
  while (!signal.aborted) {
    const postmaster = findPostmaster(plan.files.data);
    if (postmaster?.pid === pid && postmaster?.isReady) return;
    const elapsed = Date.now() - started;
    if (elapsed > 2_000 && !isRecovering) {
      isRecovering = true;
      onRecovery();
    }
    if (elapsed > START_LIMIT && pid !== undefined) {
      await shutDown(plan, pid);
      throw new ServerStartError("START_FAILED", "PostgreSQL was not ready in time", "never");
    }
    await sleep(10);
  }
}

function startError(log: string, from: number, reason: string): ServerStartError {
  const text = readServerLog(log, Math.min(from, sizeOf(log)));
  const failure = lastFailure(text);
  const message = `PostgreSQL did not start (${reason}): ${failure}; see ${log}`;
  if (/No space left on device|Disk quota exceeded/.test(text)) {
    return new ServerStartError("NO_SPACE", message, "never");
  }
  if (/pre-existing shared memory block|lock file .* already exists/.test(text)) {
    return new ServerStartError("START_FAILED", message, "later");
  }
  const isTaken = /could not create any TCP\/IP sockets/.test(text);
  return new ServerStartError("START_FAILED", message, isTaken ? "another-port" : "never");
}
