import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";

import { programError } from "./binaries.ts";
import { type DataFiles, removePartials } from "./data-files.ts";
import { DatabaseError, fileError } from "./database-error.ts";
import { lastFailure } from "./server-log.ts";
import { giveTo, type ServerUser } from "./server-user.ts";

/** Name of the superuser and of the database that an embedded server has. */
export const SUPERUSER = "minato";

/**
 * Creates the data directory with a random password. It is made under another name and renamed when
 * complete, so that an interruption leaves nothing that a later start would take for a database.
 */
export async function initialise(
  files: DataFiles,
  initdb: string,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  removePartials(files.data);
  const partial = `${files.data}.partial-${randomBytes(4).toString("hex")}`;
  try {
    rmSync(files.password, { force: true });
    writeFileSync(files.password, randomBytes(24).toString("base64url"), { mode: 0o600 });
    mkdirSync(partial, { mode: 0o700 });
    giveTo(user, partial, files.password);
    // PostgreSQL's own collation: it orders the same on every machine, whatever its libraries.
    const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    const access = ["-U", SUPERUSER, `--pwfile=${files.password}`, "--auth=scram-sha-256"];
    const sync = durable ? [] : ["--no-sync"];
    await run(initdb, user, ["-D", partial, "--encoding=UTF8", ...locale, ...access, ...sync]);
    renameSync(partial, files.data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw fileError(error, files.data);
  }
}

async function run(program: string, user: ServerUser, options: readonly string[]): Promise<void> {
  const { prefix, ...identity } = user;
  const [command = program, ...rest] = [...prefix, program, ...options];
  const child = spawn(command, rest, { ...identity, stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output = (output + text).slice(-16_384);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(programError(program, error)));
    child.once("close", resolve);
  });
  if (code === 0) return;
  const reason = lastFailure(output);
  const isFull = /No space left on device|Disk quota exceeded/.test(output);
  throw new DatabaseError(isFull ? "NO_SPACE" : "START_FAILED", `initdb failed: ${reason}`);
}
