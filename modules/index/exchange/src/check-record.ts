import { createHash } from "node:crypto";

import { FieldProblem } from "@minato/torrents/field-values";
import type { ExternalIds, NormalizedRecord } from "@minato/torrents/normalized-record";

import { CATALOGUE_FIELDS, ExportRecord } from "./export-record.ts";

/** A record of an export whose every value has been checked. */
export interface CheckedRecord {
  exported: ExportRecord;
  /** The same in the form that the statements of ingest take. */
  record: NormalizedRecord;
}

/**
 * Checks a record of an export, which is input like any other: a file may have been changed.
 * @throws {FieldProblem} naming the first field that is wrong
 */
export function checkRecord(input: unknown): CheckedRecord {
  const result = ExportRecord.safeParse(input);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new FieldProblem(issue?.path.join(".") || "$", issue?.message ?? "expected an object");
  }
  const exported = result.data;
  const v1 = fromHex(exported.infoHash);
  const infoHashV2 = fromHex(exported.infoHashV2);
  const infoHash = v1 ?? infoHashV2?.subarray(0, 20);
  if (infoHash === undefined) {
    throw new FieldProblem("infoHash", "expected an info hash, got none");
  }
  const metainfo = readMetainfo(exported, v1, infoHashV2);
  const isPrivate = exported.private;
  return {
    exported,
    record: {
      infoHash,
      infoHashV2,
      isV2Only: v1 === undefined,
      title: exported.title,
      isTitleDerived: exported.isTitleDerived,
      size: exported.size,
      mayLackSize: true,
      files: exported.files,
      fileCount: exported.fileCount,
      seeders: undefined,
      leechers: undefined,
      snatches: undefined,
      categories: exported.category,
      publishedAt: exported.publishedAt === undefined ? undefined : new Date(exported.publishedAt),
      trackers: isPrivate ? undefined : exported.trackers,
      isPrivate,
      sourceName: undefined,
      sourceUrl: undefined,
      externalIds: readExternalIds(exported),
      metainfo,
    },
  };
}

function readMetainfo(
  { metainfo }: ExportRecord,
  infoHash: Buffer | undefined,
  infoHashV2: Buffer | undefined,
): NormalizedRecord["metainfo"] {
  if (metainfo === undefined) return undefined;
  const info = Buffer.from(metainfo.info, "base64");
  const isOurs =
    infoHash === undefined
      ? infoHashV2?.equals(createHash("sha256").update(info).digest()) === true
      : infoHash.equals(createHash("sha1").update(info).digest());
  if (!isOurs) {
    throw new FieldProblem("metainfo.info", "expected the dictionary that the info hash is of");
  }
  return {
    info,
    pieceLayers:
      metainfo.pieceLayers === undefined ? undefined : Buffer.from(metainfo.pieceLayers, "base64"),
    isCanonical: metainfo.isCanonical,
    uploadedBy: metainfo.uploadedBy,
    privateTrackers: metainfo.privateTrackers ?? [],
  };
}

function readExternalIds(exported: ExportRecord): ExternalIds | undefined {
  const ids = Object.entries(CATALOGUE_FIELDS).flatMap(([name, field]) => {
    const value = exported[field];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Each name has the type of its field in the record.
  return ids.length === 0 ? undefined : (Object.fromEntries(ids) as ExternalIds);
}

function fromHex(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text, "hex");
}
