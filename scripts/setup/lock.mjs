import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { SetupError } from "./run-step.mjs";

const HEARTBEAT = 2_000;
const STALE_AFTER = 20_000;
const CHILD_LIMIT = 5 * 60_000;
const WAIT_LIMIT = 20 * 60_000;

/**
 * Runs `work` while no other setup of this clone does; takes over from one that died. `work` is given a
 * function for the pid of the program it runs, which may outlive a setup that is killed.
 */
export async function withLock(root, work) {
  const directory = path.join(root, "node_modules/.cache/minato");
  mkdirSync(directory, { recursive: true });
  const lock = path.join(directory, "lock");
  const deadline = Date.now() + WAIT_LIMIT;
  let isWaiting = false;
  while (!take(lock)) {
    if (breakStale(lock)) continue;
    if (!isWaiting) console.error("Another start is preparing this clone, waiting …");
    isWaiting = true;
    if (Date.now() > deadline) throw new SetupError(`${lock} has been held for too long`);
    await sleep(250);
  }
  const heartbeat = setInterval(() => touch(lock), HEARTBEAT);
  const release = () => rmSync(lock, { recursive: true, force: true });
  const handleSignal = (signal) => {
    release();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", handleSignal).once("SIGTERM", handleSignal);
  try {
    removeOld(directory);
    return await work((pid) => writeFileSync(path.join(lock, "child"), `${pid}`));
  } finally {
    process.off("SIGINT", handleSignal).off("SIGTERM", handleSignal);
    clearInterval(heartbeat);
    release();
  }
}

/** Appears complete or not at all: a directory never replaces one that holds something. */
function take(lock) {
  const token = randomBytes(6).toString("hex");
  const prepared = `${lock}.new-${token}`;
  mkdirSync(prepared);
  writeFileSync(
    path.join(prepared, "owner"),
    JSON.stringify({ host: hostname(), pid: process.pid, token }),
  );
  try {
    renameSync(prepared, lock);
    return true;
  } catch (error) {
    rmSync(prepared, { recursive: true, force: true });
    if (existsSync(lock) || ["ENOTEMPTY", "EEXIST"].includes(error.code)) return false;
    throw error;
  }
}

/** Moves a dead owner's lock away under a name made of its token, so that only one process can do it. */
function breakStale(lock) {
  try {
    const owner = JSON.parse(readFileSync(path.join(lock, "owner"), "utf8"));
    if (isHeld(lock, owner)) return false;
    renameSync(lock, `${lock}.stale-${owner.token}`);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(error.code)) return false;
    throw error;
  }
}

/** The heartbeat tells a recycled pid from the owner, and is all there is to see of another machine. */
function isHeld(lock, owner) {
  const age = Date.now() - statSync(lock).mtimeMs;
  if (owner.host !== hostname()) return age < STALE_AFTER;
  if (age < STALE_AFTER && isAlive(owner.pid)) return true;
  const child = path.join(lock, "child");
  return age < CHILD_LIMIT && existsSync(child) && isAlive(Number(readFileSync(child, "utf8")));
}

function removeOld(directory) {
  for (const name of readdirSync(directory)) {
    const file = path.join(directory, name);
    if (!/^lock\.(?:stale|new)-/.test(name)) continue;
    const entry = statSync(file, { throwIfNoEntry: false });
    if (entry !== undefined && Date.now() - entry.mtimeMs > 60_000)
      rmSync(file, { recursive: true, force: true });
  }
}

function touch(lock) {
  const now = new Date();
  try {
    utimesSync(lock, now, now);
  } catch (error) {
    if (error.code !== "ENOENT") throw error; // Deleted by hand; the work goes on.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
