import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of `/proc/<pid>/stat` in a second: `USER_HZ`, the same on every Linux that Node runs on. */
const TICKS = 100;

interface Process {
  pid: number;
  parent: number;
  ticks: number;
}

/**
 * Seconds of processor time that a process and all below it took so far, those that ended included;
 * 0 where /proc does not tell. Other work on the machine hardly changes it, unlike a rate.
 */
export function readCpuSeconds(pid: number): number {
  if (process.platform !== "linux") return 0;
  const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readProcess(name) : []));
  const family = new Set([pid]);
  let ticks = 0;
  // A child has a higher number than its parent until the numbers start over, so one pass may miss it.
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  }
  for (const one of all) if (family.has(one.pid)) ticks += one.ticks;
  return ticks / TICKS;
}

/** Seconds of processor time that a process's main thread took so far; 0 where /proc does not tell. */
export function readMainThreadSeconds(pid: number): number {
  if (process.platform !== "linux") return 0;
  return parseStat(readFileSync(`/proc/${pid}/task/${pid}/stat`, "utf8"), pid).ticks / TICKS;
}

/** Nothing for a process that ended meanwhile. */
function readProcess(name: string): Process[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${name}/stat`, "utf8");
  } catch {
    return [];
  }
  return [parseStat(text, Number(name))];
}

function parseStat(text: string, pid: number): Process {
  // The name in parentheses may hold blanks and parentheses; fields are counted from the state on.
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [, parent = 0] = fields;
  const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
  return { pid, parent, ticks };
}
