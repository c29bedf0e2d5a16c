import { mkdirSync } from "node:fs";
import path from "node:path";

import { filesOf, type Manifest, readManifest, removeUnused, writeManifest } from "./manifest.ts";
import { chooseMerge } from "./merge-policy.ts";
import { mergeSegments } from "./merge-segments.ts";
import type { Operation, PatchOperation } from "./operations.ts";
import { checkId, checkSchema, schemaKey, type SearchSchema } from "./schema.ts";
import { SearchIndexError } from "./search-index-error.ts";
import { liveSegment, SegmentBuilder } from "./segment-builder.ts";
import { writeSegment } from "./segment-file.ts";
import {
  findDocument,
  isDeleted,
  type LiveSegment,
  type Segment,
  type Snapshot,
} from "./segment.ts";
import {
  deleteDocument,
  loadStoredSegment,
  patchDocument,
  segmentFileName,
  separateDeleted,
  storeChanges,
  storedSegment,
  type StoredSegment,
} from "./stored-segment.ts";

/** How an index is written. */
export interface WriterOptions {
  directory: string;
  schema: SearchSchema;
  /** Patched numbers are written to disk at most this often, 60 s unless told. */
  patchFlushMs?: number;
}

/** A merge under way: its input as it was at the start. */
export interface PendingMerge {
  parts: readonly LiveSegment[];
  number: number;
  file: string;
}

/** Documents gathered before a segment is made of them even without a commit. */
const MAX_BUFFERED = 50_000;
const PATCH_FLUSH_MS = 60_000;

/**
 * Writes an index. All methods are synchronous; a thread of its own keeps them from the main loop.
 * One writer at a time may have a directory.
 */
export class IndexWriter {
  readonly #directory: string;
  readonly #schema: SearchSchema;
  readonly #patchFlushMs: number;
  #builder: SegmentBuilder;
  #segments: StoredSegment[] = [];
  /** Segments of documents that are not committed yet. */
  #uncommitted: StoredSegment[] = [];
  /** Ids whose committed documents give way at the next commit. */
  #replaced = new Set<number>();
  #version = 0;
  #nextSegment = 1;
  #meta = "";
  #lastPatchFlush = Date.now();
  #merge: { pending: PendingMerge; patches: PatchOperation[] } | undefined;
  #rebuild: { writer: IndexWriter; touched: Set<number> } | undefined;
  #isChild = false;

  /** Opens an index or begins an empty one. Throws `CORRUPT` or `SCHEMA_CHANGED` when it must be rebuilt. */
  constructor(options: WriterOptions) {
    checkSchema(options.schema);
    this.#directory = options.directory;
    this.#schema = options.schema;
    this.#patchFlushMs = options.patchFlushMs ?? PATCH_FLUSH_MS;
    this.#builder = new SegmentBuilder(options.schema);
    mkdirSync(options.directory, { recursive: true });
  }

  /** Text of the owner that was given to the last commit. */
  get meta(): string {
    return this.#meta;
  }

  /** Reads what lies on disk; throws `CORRUPT` or `SCHEMA_CHANGED` and stays empty when it cannot. */
  load(): void {
    const manifest = readManifest(this.#directory);
    if (manifest === undefined) return;
    if (manifest.schema !== schemaKey(this.#schema)) {
      throw new SearchIndexError("SCHEMA_CHANGED", "the index was written for another schema");
    }
    this.#segments = manifest.segments.map((files) =>
      loadStoredSegment(this.#directory, files, this.#schema),
    );
    this.#nextSegment = manifest.nextSegment;
    this.#meta = manifest.meta;
    this.#version = 1;
    this.#removeUnused();
  }

  /** The committed state, with deletes and patches since. */
  snapshot(): Snapshot {
    return {
      version: this.#version,
      schema: this.#schema,
      segments: this.#segments.map((stored) => stored.live),
    };
  }

  /**
   * Makes changes in order. Deletes and patches of committed documents are visible to all threads
   * at once, new documents with the next commit. Throws `INVALID` at the first operation that does
   * not fit the schema; those before it are done.
   */
  apply(operations: readonly Operation[]): void {
    for (const operation of operations) {
      if (operation.kind === "put") this.#put(operation.document.id, operation);
      else if (operation.kind === "delete") this.#delete(operation.id);
      else this.#patch(operation);
    }
    if (this.#rebuild === undefined) return;
    const { writer, touched } = this.#rebuild;
    writer.apply(operations);
    for (const operation of operations) {
      if (operation.kind === "put") touched.add(operation.document.id);
      else if (operation.kind === "delete") touched.add(operation.id);
    }
  }

  /** Makes all changes visible and durable. Without a text the one of the last commit stays. */
  commit(meta: string = this.#meta): Snapshot {
    this.#flushBuilder();
    this.#version += 1;
    this.#hideReplaced();
    this.#segments.push(...this.#uncommitted);
    this.#uncommitted = [];
    this.#dropEmpty();
    this.#meta = meta;
    this.#store(false);
    return this.snapshot();
  }

  /** Freezes the segments that a merge would gain from, or all of them, and says what to merge. */
  beginMerge(options: { all: boolean }): PendingMerge | undefined {
    if (this.#merge !== undefined) return undefined;
    const chosen = options.all
      ? this.#segments
      : chooseMerge(this.#segments.map((stored) => stored.live)).map((at) => this.#segments[at]!);
    const hasDeleted = chosen.some((stored) => stored.live.deletedCount[0]! > 0);
    if (chosen.length === 0 || (chosen.length === 1 && !hasDeleted)) return undefined;
    const number = this.#takeNumber();
    const parts = chosen.map(({ live }) => ({
      segment: live.segment,
      deleted: live.deleted.slice(),
      deletedCount: live.deletedCount.slice(),
    }));
    const file = path.join(this.#directory, segmentFileName(number));
    const pending = { parts, number, file };
    this.#merge = { pending, patches: [] };
    return pending;
  }

  /** Puts a merged segment, written already, in the place of its parts, and makes up for what changed since. */
  finishMerge(merged: Segment): Snapshot {
    const merge = this.#merge;
    if (merge === undefined) throw new SearchIndexError("INVALID", "no merge is under way");
    this.#merge = undefined;
    const replaced = new Set(merge.pending.parts.map((part) => part.segment.number));
    const stored = storedSegment(liveSegment(merged));
    for (const part of merge.pending.parts) {
      const now = this.#segments.find((one) => one.live.segment === part.segment);
      for (let doc = 0; doc < part.segment.count; doc++) {
        const isGone = now === undefined || isDeleted(now.live, doc);
        if (isGone && !isDeleted(part, doc)) deleteDocument(stored, part.segment.ids[doc]!);
      }
    }
    for (const { id, values } of merge.patches) patchDocument(stored, id, values);
    this.#segments = this.#segments.filter((one) => !replaced.has(one.live.segment.number));
    if (merged.count > 0) this.#segments.push(stored);
    this.#version += 1;
    this.#store(false);
    return this.snapshot();
  }

  /** Whether a merge that was begun may still be finished; a rebuild ends it. */
  isMerging(pending: PendingMerge): boolean {
    return this.#merge?.pending === pending;
  }

  /** Forgets a merge that failed. */
  abandonMerge(): void {
    this.#merge = undefined;
  }

  /** Merges in this thread until nothing is to gain, or everything into one segment. */
  merge(options: { all: boolean }): Snapshot {
    for (;;) {
      const pending = this.beginMerge(options);
      if (pending === undefined) return this.snapshot();
      const merged = mergeSegments(pending.parts, pending.number);
      writeSegment(pending.file, merged);
      this.finishMerge(merged);
    }
  }

  /**
   * Begins an index beside this one, to take its place; later changes reach both. Answers its
   * writer, of which only merges are the caller's.
   */
  beginRebuild(): IndexWriter {
    const writer = new IndexWriter({ directory: this.#directory, schema: this.#schema });
    writer.#isChild = true;
    writer.#takeNumber = () => this.#takeNumber();
    this.#rebuild = { writer, touched: new Set() };
    return writer;
  }

  /** Fills the new index; documents that were changed since the beginning are newer there already. */
  rebuildWith(operations: readonly Operation[]): void {
    const { writer, touched } = this.#expectRebuild();
    writer.apply(
      operations.filter((operation) => {
        const id = operation.kind === "put" ? operation.document.id : operation.id;
        return !touched.has(id);
      }),
    );
    if (writer.#uncommitted.length > 0) writer.commit();
  }

  /** Makes a segment of what the new index has gathered, so that it can be merged. */
  commitRebuild(): void {
    this.#expectRebuild().writer.commit();
  }

  /** Puts the new index in the place of the old one, at once and durably. */
  finishRebuild(meta: string): Snapshot {
    const { writer } = this.#expectRebuild();
    writer.commit();
    writer.abandonMerge();
    this.#rebuild = undefined;
    this.#merge = undefined;
    this.#segments = writer.#segments;
    this.#builder = new SegmentBuilder(this.#schema);
    this.#uncommitted = [];
    this.#replaced.clear();
    this.#version += 1;
    this.#meta = meta;
    this.#store(true);
    return this.snapshot();
  }

  /** Drops a rebuild that was begun; its files go with the next commit. */
  abandonRebuild(): void {
    this.#rebuild = undefined;
  }

  /** Writes patched numbers that are not on disk yet. Uncommitted documents are lost. */
  close(): void {
    if (this.#segments.some((stored) => stored.hasNewPatches || stored.hasNewDeletes)) {
      this.#version += 1;
      this.#store(true);
    }
  }

  #takeNumber = (): number => this.#nextSegment++;

  #put(id: number, operation: Extract<Operation, { kind: "put" }>): void {
    this.#builder.add(operation.document);
    for (const stored of this.#uncommitted) deleteDocument(stored, id);
    if (this.#segments.some((stored) => holds(stored, id))) this.#replaced.add(id);
    if (this.#builder.added >= MAX_BUFFERED) this.#flushBuilder();
  }

  #delete(id: number): void {
    checkId(id);
    this.#builder.delete(id);
    for (const stored of this.#uncommitted) deleteDocument(stored, id);
    for (const stored of this.#segments) deleteDocument(stored, id);
  }

  #patch(operation: PatchOperation): void {
    const { id, values } = operation;
    checkId(id);
    for (const name of Object.keys(values)) {
      if (this.#schema.columns[name]?.kind === "number") continue;
      throw new SearchIndexError("INVALID", `"${name}" is no number column to patch`);
    }
    this.#builder.patch(id, values);
    for (const stored of this.#uncommitted) patchDocument(stored, id, values);
    for (const stored of this.#segments) patchDocument(stored, id, values);
    this.#merge?.patches.push(operation);
  }

  #flushBuilder(): void {
    if (this.#builder.size > 0) {
      const live = this.#builder.build(this.#takeNumber());
      writeSegment(path.join(this.#directory, segmentFileName(live.segment.number)), live.segment);
      this.#uncommitted.push(storedSegment(live));
    }
    if (this.#builder.added > 0) this.#builder = new SegmentBuilder(this.#schema);
  }

  /** Deletes what was replaced from copies of the bitsets: earlier snapshots still see it. */
  #hideReplaced(): void {
    for (const stored of this.#segments) {
      let isOwn = false;
      for (const id of this.#replaced) {
        if (!holds(stored, id)) continue;
        if (!isOwn) separateDeleted(stored);
        isOwn = true;
        deleteDocument(stored, id);
      }
    }
    this.#replaced.clear();
  }

  #dropEmpty(): void {
    const busy = new Set(this.#merge?.pending.parts.map((part) => part.segment));
    this.#segments = this.#segments.filter(({ live }) => {
      return live.deletedCount[0]! < live.segment.count || busy.has(live.segment);
    });
  }

  #store(isLast: boolean): void {
    const isDue = isLast || Date.now() - this.#lastPatchFlush >= this.#patchFlushMs;
    if (isDue) this.#lastPatchFlush = Date.now();
    const version = this.#takeNumber();
    for (const stored of this.#segments) storeChanges(this.#directory, stored, version, isDue);
    // The owner of a rebuild writes the manifest when it takes over.
    if (this.#isChild) return;
    const manifest: Manifest = {
      schema: schemaKey(this.#schema),
      meta: this.#meta,
      nextSegment: this.#nextSegment,
      segments: this.#segments.map((stored) => stored.files),
    };
    writeManifest(this.#directory, manifest);
    this.#removeUnused();
  }

  #removeUnused(): void {
    if (this.#isChild) return;
    const rebuilt = this.#rebuild === undefined ? [] : this.#rebuild.writer.#ownFiles();
    removeUnused(this.#directory, new Set([...this.#ownFiles(), ...rebuilt]));
  }

  /** Files of its segments and of the merge under way. */
  #ownFiles(): string[] {
    const files = filesOf([...this.#segments, ...this.#uncommitted].map((stored) => stored.files));
    if (this.#merge === undefined) return files;
    const name = path.basename(this.#merge.pending.file);
    return [...files, name, `${name}.tmp`];
  }

  #expectRebuild(): { writer: IndexWriter; touched: Set<number> } {
    if (this.#rebuild !== undefined) return this.#rebuild;
    throw new SearchIndexError("INVALID", "no rebuild was begun");
  }
}

function holds({ live }: StoredSegment, id: number): boolean {
  const doc = findDocument(live.segment, id);
  return doc !== -1 && !isDeleted(live, doc);
}
