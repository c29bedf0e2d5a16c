import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

import type { DataFiles } from "./data-files.ts";
import { DatabaseError } from "./database-error.ts";

/** The right to run the server of one data directory; the kernel takes it back when the process dies. */
export interface OwnerLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Claims a data directory, or returns `undefined` while another live process has it.
 *
 * Node has no file locks of its own; an exclusive SQLite transaction holds one (fcntl, LockFileEx) that
 * ends with the process however it ends, so neither a recycled pid nor a crash can be mistaken.
 */
export function claimOwnership(files: DataFiles): OwnerLock | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(files.lock, { timeout: 0 });
    lock.exec("pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive");
  } catch (error) {
    lock?.close();
    if (isBusy(error)) return undefined;
    throw new DatabaseError("UNWRITABLE", `${files.lock} cannot be locked (${describe(error)})`, {
      cause: error,
    });
  }
  const held = lock;
  try {
    writeFileSync(files.owner, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    held.close();
    throw error;
  }
  return {
    release() {
      if (!held.isOpen) return;
      rmSync(files.owner, { force: true });
      held.close();
    },
  };
}

/** Says who has the data directory, for a message. */
export function describeOwner(files: DataFiles): string {
  try {
    return `pid ${Number.parseInt(readFileSync(files.owner, "utf8"), 10)}`;
  } catch {
    return "pid unknown"; // The owner is between taking the lock and writing its pid.
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
