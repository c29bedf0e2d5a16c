import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, glob, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A server that the benchmark started, with a data directory of its own. */
export interface BenchmarkServer {
  url: string;
  apiKey: string;
  dataDirectory: string;
  /** Of the Node process, whose child PostgreSQL is. */
  pid: number;
  /** Resident memory of the Node process in bytes now; 0 where /proc does not tell. */
  readResidentBytes(): number;
  /** Stops it and removes the data directory unless it is to be kept. */
  stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, "..");
const START_LIMIT = 120_000;
const STOP_LIMIT = 30_000;
const KEPT_OUTPUT = 8000;

/** How a server is started. */
export interface StartOptions {
  /** A data directory to use, which stays afterwards. */
  keptDirectory?: string | undefined;
  /** Environment variables on top of the benchmark's own. */
  variables?: Readonly<Record<string, string>>;
}

/** Starts `apps/server` with the given roles on a free port and waits until it is healthy. */
export async function startServer(
  roles: string,
  { keptDirectory, variables = {} }: StartOptions = {},
): Promise<BenchmarkServer> {
  const dataDirectory = keptDirectory ?? (await mkdtemp(path.join(tmpdir(), "minato-bench-")));
  await mkdir(dataDirectory, { recursive: true });
  // PostgreSQL may run as another user than ours and has to pass through.
  await chmod(dataDirectory, 0o711);
  const apiKey = randomBytes(24).toString("hex");
  const port = await findFreePort();
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["apps/server/src/main.ts"], {
    cwd: ROOT,
    env: {
      ...inherited,
      ...variables,
      DATA_DIR: dataDirectory,
      HOST: "127.0.0.1",
      PORT: String(port),
      API_KEY: apiKey,
      ROLES: roles,
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = keepOutput(child);
  const stop = stopOnce(child, dataDirectory, keptDirectory !== undefined);
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitUntilHealthy(url, child, output);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    apiKey,
    dataDirectory,
    stop,
    pid: child.pid ?? 0,
    readResidentBytes: () => readResident(child.pid),
  };
}

async function waitUntilHealthy(
  url: string,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + START_LIMIT;
  let last = "no answer";
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}\n${output()}`);
    }
    try {
      const response = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(2000) });
      last = await response.text();
      if (response.status === 200) return;
    } catch (error) {
      // The port is not open yet.
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(100);
  }
  throw new Error(`the server was not healthy in ${START_LIMIT} ms (${last})\n${output()}`);
}

/** Also stops the server when the benchmark itself is told to end. */
function stopOnce(
  child: ChildProcess,
  dataDirectory: string,
  isKept: boolean,
): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopChild(child, dataDirectory, isKept));
  const interrupted = (): void => void stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  return async () => {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
    await stop();
  };
}

async function stopChild(
  child: ChildProcess,
  dataDirectory: string,
  isKept: boolean,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const waited = await Promise.race([ended, sleep(STOP_LIMIT, "late", { ref: false })]);
    if (waited === "late") {
      console.error(`the server did not stop in ${STOP_LIMIT} ms and is killed`);
      child.kill("SIGKILL");
      await ended;
    }
  }
  await stopOrphanedPostgres(dataDirectory);
  if (!isKept)
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

/** A server that was killed leaves its PostgreSQL running; SIGINT is its fast shutdown. */
async function stopOrphanedPostgres(dataDirectory: string): Promise<void> {
  for await (const file of glob(path.join(dataDirectory, "*", "postmaster.pid"))) {
    const pid = Number.parseInt(await readFile(file, "utf8"), 10);
    if (pid > 1) process.kill(pid, "SIGINT");
  }
}

/** The directory in which the server keeps its PostgreSQL. */
export async function findPostgresDirectory(dataDirectory: string): Promise<string> {
  for await (const file of glob(path.join(dataDirectory, "*", "PG_VERSION"))) {
    return path.dirname(file);
  }
  throw new Error(`no PostgreSQL in ${dataDirectory}`);
}

function keepOutput(child: ChildProcess): () => string {
  let kept = "";
  const keep = (piece: Buffer): void => {
    kept = (kept + piece.toString()).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => kept;
}

function readResident(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("no port for the server");
  await new Promise((resolve) => probe.close(resolve));
  return address.port;
}
