import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A file system in memory that can be full. */
export interface SmallDisk {
  /** Bytes that can still be written. */
  free(): number;
  /** Takes all but `left` bytes. */
  fill(left: number): void;
  /** Gives back what `fill` took. */
  clear(): void;
  /** Takes it away; nothing may use it any more. */
  unmount(): void;
}

const BALLAST = "ballast";

/** Whether this process may mount file systems: as root, and not in every container. */
export function canMount(): boolean {
  const probe = mkdtempSync(path.join(tmpdir(), "minato-mount-"));
  try {
    const isMounted = mount(probe, 1);
    if (isMounted) spawnSync("umount", [probe]);
    return isMounted;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Mounts an empty file system of so many MiB on a new directory. */
export function createSmallDisk(directory: string, mebibytes: number): SmallDisk {
  mkdirSync(directory, { recursive: true });
  if (!mount(directory, mebibytes)) throw new Error(`nothing can be mounted on ${directory}`);
  const ballast = path.join(directory, BALLAST);
  const free = () => {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  };
  return {
    free,
    fill(left) {
      const file = openSync(ballast, "w");
      try {
        for (let rest = free() - left; rest > 0; rest = free() - left) {
          writeSync(file, Buffer.alloc(Math.min(rest, 2 ** 20)));
        }
      } catch (error) {
        // Somebody else took the last of it meanwhile.
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(ballast, { force: true }),
    // Lazily: a process that a failed test left must not keep it.
    unmount: () => spawnSync("umount", ["-l", directory]),
  };
}

function mount(directory: string, mebibytes: number): boolean {
  const options = ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=755`, "minato-test", directory];
  return process.platform === "linux" && spawnSync("mount", options).status === 0;
}
