import { spawnSync } from "node:child_process";
import { chownSync, readFileSync, statSync } from "node:fs";

/** As whom PostgreSQL's programs run: a command prefix, or other ids. */
export interface ServerUser {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const NOBODY = 65_534;
const MAPPED = ["unshare", "--user", `--map-user=${NOBODY}`, "--"];

/**
 * Chooses the user for the server. PostgreSQL refuses root, so for root it runs in a user namespace where
 * root appears as `nobody` (works below a home of mode 0700 too), or as the real `nobody` where
 * namespaces are forbidden, or as whoever owns the data directory already.
 */
export function chooseServerUser(data: string, postgres: string): ServerUser {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const owner = statSync(data, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    return { prefix: [], uid: owner.uid, gid: owner.gid };
  }
  const [program = "", ...rest] = [...MAPPED, postgres, "--version"];
  if (spawnSync(program, rest).status === 0) return { prefix: MAPPED };
  return { prefix: [], ...findNobody() };
}

/** Gives files to the user that the server runs as. */
export function giveTo(user: ServerUser, ...files: readonly string[]): void {
  if (user.uid === undefined || user.gid === undefined) return;
  for (const file of files) chownSync(file, user.uid, user.gid);
}

function findNobody(): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid = NOBODY, gid = NOBODY] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
