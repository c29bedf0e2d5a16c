import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { DatabaseLog } from "./log.ts";
import { findOrphans, findPostmaster, untilGone } from "./postmaster.ts";
import { boundServerLog } from "./server-log.ts";
import {
  adoptServer,
  launchServer,
  serverArguments,
  type ServerPlan,
  type ServerProcess,
  ServerStartError,
  shutDown,
} from "./server-process.ts";
import { removeStalePidFile } from "./stale-pid-file.ts";

/** What a {@link Supervisor} tells its owner. */
export interface SupervisorEvents {
  readonly log: DatabaseLog;
  readonly onRecovery: () => void;
  /** The server ended without being asked to; it is being started again. */
  readonly onDown: (reason: string) => void;
  /** The server answers again. */
  readonly onUp: () => void;
}

const RETRY_LIMIT = 60_000;
const ORPHANS_MAY_LIVE = 3_000;
const PORT_ATTEMPTS = 5;
const FIRST_BACK_OFF = 50;
const LAST_BACK_OFF = 10_000;
const LOG_CHECK_INTERVAL = 10 * 60_000;

/** Keeps one server running until `stop`, always on the same port and socket. */
export class Supervisor {
  readonly #plan: ServerPlan;
  readonly #events: SupervisorEvents;
  readonly #stopping = new AbortController();
  readonly #logTimer: NodeJS.Timeout;
  readonly #watching: Promise<void>;
  #server: ServerProcess;

  private constructor(plan: ServerPlan, events: SupervisorEvents, server: ServerProcess) {
    this.#plan = plan;
    this.#events = events;
    this.#server = server;
    this.#logTimer = setInterval(() => boundServerLog(plan.files.log), LOG_CHECK_INTERVAL).unref();
    this.#watching = this.#watch();
  }

  /** Starts the server on `port` or a free one, or adopts the one that a dead owner left. */
  static async start(
    plan: ServerPlan,
    port: number | undefined,
    events: SupervisorEvents,
  ): Promise<Supervisor> {
    const server = await startServer(plan, port, events.onRecovery);
    return new Supervisor(plan, events, server);
  }

  get port(): number {
    return this.#server.port;
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** Ends supervision and the server. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#logTimer);
    await shutDown(this.#plan, this.#server.pid);
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const reason = await this.#server.exited;
      if (signal.aborted) return;
      this.#events.log.warn({ reason }, "postgres ended unexpectedly, starting it again");
      this.#events.onDown(reason);
      if (await this.#restart(signal)) this.#events.onUp();
    }
  }

  async #restart(signal: AbortSignal): Promise<boolean> {
    for (let backOff = FIRST_BACK_OFF; !signal.aborted; backOff *= 2) {
      try {
        const server = await startServer(this.#plan, this.port, this.#events.onRecovery);
        this.#server = server;
        if (signal.aborted) await shutDown(this.#plan, server.pid);
        else this.#events.log.info({ pid: server.pid }, "postgres runs again");
        return !signal.aborted;
      } catch (error) {
        this.#events.log.error({ error }, "postgres could not be started again");
        await pause(Math.min(backOff, LAST_BACK_OFF), signal);
      }
    }
    return false;
  }
}

/** Starts a server on `port`, or on a free one; retries what passes by itself. */
async function startServer(
  plan: ServerPlan,
  port: number | undefined,
  onRecovery: () => void,
): Promise<ServerProcess> {
  const { data } = plan.files;
  const started = Date.now();
  for (let portAttempts = 1; ;) {
    const adopted = await adopt(plan, port);
    if (adopted !== undefined) return adopted;
    removeStalePidFile(data);
    try {
      return await launchServer(plan, port ?? (await findFreePort()), onRecovery);
    } catch (error) {
      if (!(error instanceof ServerStartError) || error.retry === "never") throw error;
      const elapsed = Date.now() - started;
      if (error.retry === "another-port" && portAttempts++ >= PORT_ATTEMPTS) throw error;
      if (elapsed > RETRY_LIMIT) throw error;
      if (error.retry === "later" && elapsed > ORPHANS_MAY_LIVE) endOrphans(data);
      await sleep(200);
    }
  }
}

/** Takes over a server that runs already, if it is the one we would start; ends it otherwise. */
async function adopt(
  plan: ServerPlan,
  port: number | undefined,
): Promise<ServerProcess | undefined> {
  const { data } = plan.files;
  const deadline = Date.now() + RETRY_LIMIT;
  let postmaster = findPostmaster(data);
  while (postmaster !== undefined && !postmaster.isReady && Date.now() < deadline) {
    await sleep(20);
    postmaster = findPostmaster(data);
  }
  if (postmaster === undefined) return undefined;
  const isWanted = port === undefined || port === postmaster.port;
  if (postmaster.isReady && postmaster.port !== undefined && isWanted) {
    if (runsAsPlanned(plan, postmaster.port))
      return adoptServer(data, postmaster.pid, postmaster.port);
  }
  await shutDown(plan, postmaster.pid);
  await untilGone(postmaster.pid, data, AbortSignal.timeout(RETRY_LIMIT));
  return undefined;
}

/** Whether the running server was started with the program and the settings that we would use. */
function runsAsPlanned(plan: ServerPlan, port: number): boolean {
  const recorded = readFileSync(path.join(plan.files.data, "postmaster.opts"), "utf8").trim();
  const quoted = serverArguments(plan, port).map((argument) => `"${argument}"`);
  return recorded === [plan.binaries.postgres, ...quoted].join(" ");
}

function endOrphans(data: string): void {
  for (const pid of findOrphans(data)) {
    try {
      process.kill(pid, "SIGQUIT");
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ESRCH";
}

async function pause(duration: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(duration, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("no free port"));
      });
    });
  });
}
