import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { locateBinaries } from "./binaries.ts";
import { type DataFiles, hasDataDirectory, prepareDataFiles } from "./data-files.ts";
import { DatabaseError, fileError } from "./database-error.ts";
import { initialise, SUPERUSER } from "./initialise.ts";
import { type DatabaseLog, SILENT_LOG } from "./log.ts";
import { openClient } from "./open-client.ts";
import { claimOwnership, describeOwner } from "./owner-lock.ts";
import { findPostmaster } from "./postmaster.ts";
import type { ServerPlan } from "./server-process.ts";
import { serverSettings, type ServerSettings } from "./server-settings.ts";
import { chooseServerUser, giveTo } from "./server-user.ts";
import {
  hasStatementCounter,
  readStatementCounter,
  STATEMENT_COUNTER,
} from "./statement-counter.ts";
import { Supervisor } from "./supervisor.ts";

/** How to run the embedded server. */
export interface PostgresOptions {
  /** The data directory; password, lock, log and socket lie beside it, named after it. */
  readonly directory: string;
  readonly log?: DatabaseLog;
  /** Called with a short phrase before each step that may take seconds. */
  readonly onProgress?: (step: string) => void;
  /** PostgreSQL settings that replace or add to ours. */
  readonly settings?: ServerSettings;
  /** TCP port on 127.0.0.1; a free one unless told. */
  readonly port?: number;
  /** `false` trades safety for speed (tests): a crash of the machine may destroy the database. */
  readonly durable?: boolean;
  /** Join the server when another live process runs it, instead of refusing. */
  readonly share?: boolean;
  /** The server ended unexpectedly; it is being started again. */
  readonly onDown?: (reason: string) => void;
  /** The server answers again after `onDown`. */
  readonly onUp?: () => void;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** For `pg` and everything built on it; through the Unix socket where there is one. Holds the password. */
  readonly url: string;
  /** TCP port on 127.0.0.1; stays the same when the server is restarted after a crash. */
  readonly port: number;
  /** Process id of the server now. */
  readonly pid: number;
  /** Whether this process runs the server, rather than having joined another's. */
  readonly isOwner: boolean;
  /** Shuts the server down; does nothing when it was only joined. Safe to call again. */
  stop(): Promise<void>;
}

const JOIN_LIMIT = 60_000;
const ADOPTION_LIMIT = 5000;
/** `sun_path` of macOS, the shortest there is, less its final zero byte. */
const SOCKET_PATH_LIMIT = 103;

/**
 * Starts a private PostgreSQL in `directory` and keeps it running; creates it when absent, adopts one
 * whose owner died. Throws a {@link DatabaseError} with one clear line.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const files = prepareDataFiles(options.directory);
  const deadline = Date.now() + JOIN_LIMIT;
  for (;;) {
    hasDataDirectory(files.data);
    const lock = claimOwnership(files);
    if (lock !== undefined) {
      try {
        return await own(files, options, () => lock.release());
      } catch (error) {
        lock.release();
        throw error;
      }
    }
    const owner = describeOwner(files);
    if (options.share !== true) {
      throw new DatabaseError("IN_USE", `another process (${owner}) uses ${files.data}`);
    }
    const joined = join(files);
    if (joined !== undefined) return joined;
    if (Date.now() > deadline) {
      throw new DatabaseError("IN_USE", `the server that ${owner} runs is not ready`);
    }
    await sleep(50);
  }
}

async function own(
  files: DataFiles,
  options: PostgresOptions,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const { durable = true, log = SILENT_LOG, onProgress = () => {} } = options;
  const binaries = locateBinaries();
  const user = chooseServerUser(files.data, binaries.postgres);
  if (!hasDataDirectory(files.data)) {
    onProgress("creating the database");
    await initialise(files, binaries.initdb, user, durable);
  }
  const isCounted = hasStatementCounter(binaries);
  const settings = {
    ...serverSettings(durable),
    ...(isCounted ? STATEMENT_COUNTER : {}),
    ...options.settings,
  };
  const hasSocket = await prepareSocketDirectory(files.run);
  if (hasSocket) giveTo(user, files.run);
  const plan: ServerPlan = { files, binaries, user, settings, hasSocket };
  const supervisor = await Supervisor.start(plan, options.port, {
    log,
    onRecovery: () => onProgress("recovering the database"),
    onDown: options.onDown ?? (() => {}),
    onUp: options.onUp ?? (() => {}),
  });
  const stop = () => supervisor.stop().finally(release);
  try {
    await ensureDatabase(serverUrl(files, supervisor.port, hasSocket, "postgres"));
    if (isCounted) {
      await readStatementCounter(serverUrl(files, supervisor.port, hasSocket, SUPERUSER));
    }
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    url: serverUrl(files, supervisor.port, hasSocket, SUPERUSER),
    port: supervisor.port,
    get pid() {
      return supervisor.pid;
    },
    isOwner: true,
    stop: () => (stopped ??= stop()),
  };
}

function join(files: DataFiles): EmbeddedPostgres | undefined {
  const postmaster = findPostmaster(files.data);
  if (postmaster?.port === undefined || !postmaster.isReady) return undefined;
  const { pid, port, socketDirectory } = postmaster;
  return {
    url: serverUrl(files, port, socketDirectory === files.run, SUPERUSER),
    port,
    pid,
    isOwner: false,
    stop: async () => {},
  };
}

/** The host in the authority is for programs that demand one; `pg` lets the parameter win. */
function serverUrl(files: DataFiles, port: number, hasSocket: boolean, database: string): string {
  let password: string;
  try {
    password = readFileSync(files.password, "utf8").trim();
  } catch (error) {
    throw new DatabaseError(
      "START_FAILED",
      `the password of ${files.data} is missing: restore ${files.password}`,
      { cause: error },
    );
  }
  const url = new URL(`postgres://127.0.0.1:${port}/${database}`);
  url.username = SUPERUSER;
  url.password = password;
  if (hasSocket) url.searchParams.set("host", files.run);
  return url.href;
}

/** Makes the directory of the Unix socket; `false` where a socket cannot be used. */
async function prepareSocketDirectory(directory: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  if (Buffer.byteLength(path.join(directory, ".s.PGSQL.65535")) > SOCKET_PATH_LIMIT) return false;
  try {
    if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 });
    chmodSync(directory, 0o700);
  } catch (error) {
    throw fileError(error, directory);
  }
  // Some file systems (FUSE, SMB, shared folders of virtual machines) hold no sockets.
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(path.join(directory, "probe"), () => probe.close(() => resolve(true)));
  });
}

/** An adopted server may turn out to be dying; the supervisor then starts it anew meanwhile. */
async function ensureDatabase(url: string): Promise<void> {
  const deadline = Date.now() + ADOPTION_LIMIT;
  for (;;) {
    try {
      return await createMissingDatabase(url);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

async function createMissingDatabase(url: string): Promise<void> {
  const client = await openClient(url);
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [
      SUPERUSER,
    ]);
    if (rowCount === 0) await client.query(`create database ${SUPERUSER}`);
  } finally {
    await client.end();
  }
}
