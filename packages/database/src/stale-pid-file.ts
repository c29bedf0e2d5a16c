import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { findOrphans, findPostmaster } from "./postmaster.ts";

/**
 * Removes a `postmaster.pid` whose process is a zombie or another program with a recycled pid:
 * PostgreSQL takes any live pid for a running server and would never start again. The caller owns the
 * data directory. Backends without their postmaster keep it from going: their file is still true.
 */
export function removeStalePidFile(data: string): void {
  const file = path.join(data, "postmaster.pid");
  if (findPostmaster(data) !== undefined || findOrphans(data).length > 0) return;
  if (isAnyProcess(file)) rmSync(file, { force: true });
}

function isAnyProcess(file: string): boolean {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    if (!Number.isSafeInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // No file, or no such process: PostgreSQL replaces the file by itself.
  }
}
