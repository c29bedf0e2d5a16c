import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import { DatabaseError, fileError } from "./database-error.ts";

/** The major version of the PostgreSQL that the platform packages hold. */
export const POSTGRES_MAJOR = 18;

/** Where everything of one embedded server lies: all beside the data directory, named after it. */
export interface DataFiles {
  readonly data: string;
  readonly password: string;
  readonly lock: string;
  readonly owner: string;
  readonly log: string;
  /** Directory of the Unix socket, mode 0700. */
  readonly run: string;
}

/** Names the files of the server in `directory` and creates its parent; throws a {@link DatabaseError}. */
export function prepareDataFiles(directory: string): DataFiles {
  const wanted = path.resolve(directory);
  const parent = path.dirname(wanted);
  let data: string;
  try {
    makeDirectories(parent);
    data = path.join(realpathSync(parent), path.basename(wanted));
  } catch (error) {
    throw fileError(error, parent);
  }
  return {
    data,
    password: `${data}.password`,
    lock: `${data}.lock`,
    owner: `${data}.owner`,
    log: `${data}.log`,
    run: `${data}.run`,
  };
}

/** Whether a data directory of our version is there; throws when something else stands in its place. */
export function hasDataDirectory(data: string): boolean {
  const entry = statSync(data, { throwIfNoEntry: false });
  if (entry === undefined) return false;
  if (!entry.isDirectory())
    throw new DatabaseError("NOT_A_DIRECTORY", `${data} is not a directory`);
  const names = readEntries(data);
  if (names.length === 0) return false;
  if (!names.includes("PG_VERSION")) {
    throw new DatabaseError("NOT_A_DATABASE", `${data} holds files that are not a database`);
  }
  const version = readFileSync(path.join(data, "PG_VERSION"), "utf8").trim();
  if (version !== `${POSTGRES_MAJOR}`) {
    throw new DatabaseError(
      "FOREIGN_VERSION",
      `${data} was made by PostgreSQL ${version}, this version needs ${POSTGRES_MAJOR}: export with the old version and import here, or set another directory`,
    );
  }
  return true;
}

/** Deletes what interrupted attempts to create the data directory left behind. */
export function removePartials(data: string): void {
  const parent = path.dirname(data);
  const prefix = `${path.basename(data)}.partial-`;
  for (const name of readEntries(parent)) {
    // An initdb that outlived its parent may still write here; what it adds goes at the next start.
    if (name.startsWith(prefix))
      rmSync(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Step by step: below `/proc`, Node's own `recursive` never returns. */
function makeDirectories(directory: string): void {
  const entry = statSync(directory, { throwIfNoEntry: false });
  if (entry?.isDirectory()) return;
  if (entry !== undefined) {
    throw new DatabaseError("NOT_A_DIRECTORY", `${directory} is not a directory`);
  }
  makeDirectories(path.dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another process may have made it in between.
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
      throw fileError(error, directory);
    }
  }
}

function readEntries(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw fileError(error, directory);
  }
}
