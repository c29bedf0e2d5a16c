import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";

import { SearchIndexError } from "./search-index-error.ts";
import { writeAtomically } from "./section-file.ts";

/** Files that make up one segment. */
export interface SegmentFiles {
  number: number;
  /** The segment itself. */
  file: string;
  /** Which documents are deleted, when any is. */
  deleted?: string;
  /** Numbers that were patched since the segment was written. */
  patched?: string;
}

/** What an index consists of on disk. */
export interface Manifest {
  schema: string;
  /** Text of the owner, such as how far it has read its source. */
  meta: string;
  /** Segment numbers from here on are free. */
  nextSegment: number;
  segments: SegmentFiles[];
}

const MANIFEST = "manifest.json";
const FORMAT = 1;
const OWN_FILE = /^(?:segment-\d+(?:\.index|-(?:deleted|patched)-\d+)|manifest\.json)(?:\.tmp)?$/;

/** Replaces the manifest of a directory; whoever opens the index sees all of the change or nothing. */
export function writeManifest(directory: string, manifest: Manifest): void {
  const line = withChecksum(JSON.stringify({ format: FORMAT, ...manifest }));
  writeAtomically(path.join(directory, MANIFEST), [Buffer.from(line)]);
}

/**
 * The manifest of a directory, or nothing when there is no index yet. Throws `CORRUPT` for a damaged
 * one and for files of another version of this package.
 */
export function readManifest(directory: string): Manifest | undefined {
  const file = path.join(directory, MANIFEST);
  if (!existsSync(file)) return undefined;
  const line = readFileSync(file, "utf8");
  const text = line.slice(9, -1);
  if (withChecksum(text) !== line) {
    throw new SearchIndexError("CORRUPT", `${MANIFEST}: it is damaged`);
  }
  // The checksum vouches for what `writeManifest` wrote.
  const { format, ...manifest } = JSON.parse(text) as Manifest & { format: number };
  if (format !== FORMAT) {
    throw new SearchIndexError("CORRUPT", `${MANIFEST}: format ${format}, expected ${FORMAT}`);
  }
  return manifest;
}

function withChecksum(text: string): string {
  return `${crc32(text).toString(16).padStart(8, "0")} ${text}\n`;
}

/** Deletes the files of an index that nothing refers to, and no others. */
export function removeUnused(directory: string, used: ReadonlySet<string>): void {
  for (const name of readdirSync(directory)) {
    if (OWN_FILE.test(name) && name !== MANIFEST && !used.has(name)) {
      rmSync(path.join(directory, name), { force: true });
    }
  }
}

/** Names of all files of segments. */
export function filesOf(segments: readonly SegmentFiles[]): string[] {
  return segments.flatMap(({ file, deleted, patched }) =>
    [file, deleted, patched].filter((name) => name !== undefined),
  );
}
