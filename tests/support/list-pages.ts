import { readdirSync } from "node:fs";
import path from "node:path";

import { ROOT } from "./start-server.ts";

/** A page of the dashboard. */
export interface DashboardPage {
  /** An address that opens it. */
  path: string;
  /** It is for people without a session. */
  isOpen: boolean;
}

const FOLDER = path.join(ROOT, "apps/web/app");

/**
 * Every page of the dashboard, as its folders name them, so that a new one is tested without being
 * listed anywhere.
 * @param values what stands for a part of an address in brackets, by its name
 */
export function listPages(values: Readonly<Record<string, string>>): DashboardPage[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => path.dirname(file).split(path.sep))
    .map((parts) => ({
      path: `/${parts.flatMap((part) => toSegment(part, values)).join("/")}`,
      isOpen: parts.includes("(open)"),
    }))
    .toSorted((a, b) => a.path.localeCompare(b.path));
}

function toSegment(part: string, values: Readonly<Record<string, string>>): string[] {
  // A group, or what may be left out.
  if (/^(\(.*\)|\[\[.*\]\]|\.)$/.test(part)) return [];
  const name = /^\[(\w+)\]$/.exec(part)?.[1];
  if (name === undefined) return [part];
  const value = values[name];
  if (value === undefined) throw new Error(`no value for the part [${name}] of an address`);
  return [value];
}
