import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

import {
  createDataDirectory,
  createPreparedDirectory,
  type DataDirectory,
} from "./data-directory.ts";
import { waitFor } from "./wait-for.ts";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

const MAIN = "apps/server/src/main.ts";
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

/** How a process of the program is started. */
export interface ServerOptions {
  /** Environment variables; ROLES is `api,worker` unless told, and nothing is inherited. */
  env?: Record<string, string>;
  /** An existing data directory; the server's own, which `stop` removes, unless told. */
  data?: DataDirectory;
  /** Starts it below a shell, as `npm start` does. */
  asNpm?: boolean;
}

/** A process of the program that may or may not come to serve. */
export interface ServerProcess {
  readonly url: string;
  readonly data: DataDirectory;
  /** Of the process that was spawned: the program, or the shell above it. */
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit code, or null after a signal. */
  readonly exited: Promise<number | null>;
  /** Sends the signal, waits for the end and gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends it without giving it a chance to clean up, PostgreSQL not included. */
  kill(): Promise<void>;
}

/** Starts the program, not for the first time unless told where, and waits until it is healthy. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const server = await spawnServer(options, options.data ?? (await createPreparedDirectory()));
  try {
    await untilHealthy(server);
    return server;
  } catch (error) {
    await server.kill();
    if (options.data === undefined) await server.data.remove();
    throw new Error(`${String(error)}\n${server.stdout()}\n${server.stderr()}`, { cause: error });
  }
}

/** Starts the program on a free port and waits for nothing. */
export async function spawnServer(
  options: ServerOptions = {},
  given: DataDirectory | undefined = options.data,
): Promise<ServerProcess> {
  const data = given ?? (await createDataDirectory());
  const port = await findFreePort();
  const env: Record<string, string> = {
    ...minimalEnvironment(),
    DATA_DIR: data.path,
    HOST: "127.0.0.1",
    PORT: `${port}`,
    ROLES: "api,worker",
    LOG_LEVEL: "warn",
    ...(options.asNpm === true ? { npm_lifecycle_event: "start" } : {}),
    ...options.env,
  };
  // With a second command the shell cannot replace itself with ours, as dash never does below npm.
  const [command, args]: [string, string[]] =
    options.asNpm === true
      ? ["sh", ["-c", `"${process.execPath}" ${MAIN}; exit $?`]]
      : [process.execPath, [MAIN]];
  const child: ChildProcess = spawn(command, args, {
    cwd: ROOT,
    // Next's types demand a NODE_ENV, which `npm start` does not set.
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  return {
    url: `http://127.0.0.1:${env["PORT"]}`,
    data,
    child,
    stdout: collect(child.stdout),
    stderr: collect(child.stderr),
    exited,
    kill,
    async stop(signal = "SIGTERM") {
      const timer = setTimeout(() => void kill(), STOP_LIMIT_MS);
      child.kill(signal);
      const code = await exited;
      clearTimeout(timer);
      if (options.data === undefined) await data.remove();
      return code;
    },
  };
}

/** Waits until health answers 200; throws when the process ends before. */
export async function untilHealthy({ url, child }: ServerProcess): Promise<void> {
  const isHealthy = async () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("the server ended");
    const status = await fetchStatus(`${url}/api/v1/health`);
    return status === 200;
  };
  await waitFor("the server to be healthy", isHealthy, START_LIMIT_MS);
}

/** The variables without which no program runs; those of the test run must not leak in. */
export function minimalEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "LANG"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** Status of the answer, undefined while nobody listens. */
async function fetchStatus(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  return () => text;
}
