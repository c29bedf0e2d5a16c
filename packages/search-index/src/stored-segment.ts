import path from "node:path";

import { blockMaxima, raiseMaximum } from "./block-maxima.ts";
import type { SegmentFiles } from "./manifest.ts";
import { type SearchSchema, storedNumber } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import { readSections, type Section, writeSections } from "./section-file.ts";
import { liveSegment } from "./segment-builder.ts";
import { readSegment } from "./segment-file.ts";
import { findDocument, isDeleted, type LiveSegment } from "./segment.ts";
import { sharedWords, storageOf } from "./shared-arrays.ts";

/** A segment in memory with its files and what of it is not on disk yet. */
export interface StoredSegment {
  live: LiveSegment;
  files: SegmentFiles;
  /** Number columns that differ from those in the file of the segment. */
  patched: Set<string>;
  hasNewDeletes: boolean;
  hasNewPatches: boolean;
}

/** Name of the file of a segment. */
export function segmentFileName(number: number): string {
  return `segment-${number}.index`;
}

/** A segment that lies on disk as it is in memory. */
export function storedSegment(live: LiveSegment): StoredSegment {
  const { number } = live.segment;
  return {
    live,
    files: { number, file: segmentFileName(number) },
    patched: new Set(),
    hasNewDeletes: false,
    hasNewPatches: false,
  };
}

/** Reads a segment and what became of it; throws as `readSegment` does. */
export function loadStoredSegment(
  directory: string,
  files: SegmentFiles,
  schema: SearchSchema,
): StoredSegment {
  const live = liveSegment(readSegment(path.join(directory, files.file), schema, files.number));
  const stored = { ...storedSegment(live), files };
  if (files.deleted !== undefined) loadDeleted(path.join(directory, files.deleted), live);
  if (files.patched !== undefined) {
    const { sections } = readSections(path.join(directory, files.patched));
    for (const [name, values] of sections) {
      const column = live.segment.columns[name];
      const fits = column?.kind === "number" && storageOf(column.values) === storageOf(values);
      if (!fits || values.length !== live.segment.count) {
        throw new SearchIndexError("CORRUPT", `${files.patched} does not fit its segment`);
      }
      column.values = values;
      column.maxima = blockMaxima(values);
      stored.patched.add(name);
    }
  }
  return stored;
}

/** Marks a document as deleted, for all threads at once; answers whether it was there. */
export function deleteDocument(stored: StoredSegment, id: number): boolean {
  const { live } = stored;
  const doc = findDocument(live.segment, id);
  if (doc === -1 || isDeleted(live, doc)) return false;
  Atomics.or(live.deleted, doc >>> 5, 1 << (doc & 31));
  Atomics.add(live.deletedCount, 0, 1);
  stored.hasNewDeletes = true;
  return true;
}

/** Changes numbers of a document, for all threads at once; answers whether it was there. */
export function patchDocument(
  stored: StoredSegment,
  id: number,
  values: Readonly<Record<string, number | undefined>>,
): boolean {
  const { live } = stored;
  const doc = findDocument(live.segment, id);
  if (doc === -1 || isDeleted(live, doc)) return false;
  for (const [name, value] of Object.entries(values)) {
    const column = live.segment.columns[name];
    if (column?.kind !== "number") continue;
    const number = storedNumber(storageOf(column.values), value);
    if (Object.is(column.values[doc], number)) continue;
    raiseMaximum(column.maxima, column.values, doc, number);
    column.values[doc] = number;
    Atomics.add(column.patchCount, 0, 1);
    stored.patched.add(name);
    stored.hasNewPatches = true;
  }
  return true;
}

/** Gives a segment a bitset of its own, so that earlier snapshots do not see later deletes. */
export function separateDeleted(stored: StoredSegment): void {
  const deleted = sharedWords(stored.live.deleted.length);
  deleted.set(stored.live.deleted);
  const deletedCount = sharedWords(1);
  deletedCount[0] = stored.live.deletedCount[0]!;
  stored.live = { ...stored.live, deleted, deletedCount };
}

/** Writes what changed since the last time; patched numbers only if told. */
export function storeChanges(
  directory: string,
  stored: StoredSegment,
  version: number,
  withPatches: boolean,
): void {
  const { segment, deleted } = stored.live;
  if (stored.hasNewDeletes) {
    const name = `segment-${segment.number}-deleted-${version}`;
    writeSections(path.join(directory, name), {}, [{ name: "deleted", values: deleted }]);
    stored.files = { ...stored.files, deleted: name };
    stored.hasNewDeletes = false;
  }
  if (!stored.hasNewPatches || !withPatches) return;
  const sections: Section[] = [];
  for (const name of stored.patched) {
    const column = segment.columns[name];
    if (column?.kind === "number") sections.push({ name, values: column.values });
  }
  const name = `segment-${segment.number}-patched-${version}`;
  writeSections(path.join(directory, name), {}, sections);
  stored.files = { ...stored.files, patched: name };
  stored.hasNewPatches = false;
}

function loadDeleted(file: string, live: LiveSegment): void {
  const deleted = readSections(file).sections.get("deleted");
  if (!(deleted instanceof Uint32Array) || deleted.length !== live.deleted.length) {
    throw new SearchIndexError("CORRUPT", `${path.basename(file)} does not fit its segment`);
  }
  live.deleted.set(deleted);
  let count = 0;
  for (let doc = 0; doc < live.segment.count; doc++) if (isDeleted(live, doc)) count += 1;
  live.deletedCount[0] = count;
}
