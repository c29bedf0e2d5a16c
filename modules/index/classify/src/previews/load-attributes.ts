import type { Context } from "@minato/kit";
import {
  contentTypeCodes,
  releaseSourceCodes,
  verdictCodes,
  videoCodecCodes,
} from "@minato/torrents/attribute-codes";

import type { Attributes } from "../attributes.ts";

/** What is stored of a torrent, with what a person needs to know it by. */
export interface StoredAttributes {
  infoHash: string;
  title: string;
  /** Undefined before its name was read for the first time. */
  attributes: Attributes | undefined;
}

interface Row {
  id: number;
  infoHash: string;
  title: string;
  indexedAt: Date;
  contentType: number | null;
  categories: number[];
  year: number | null;
  resolution: number | null;
  releaseSource: number | null;
  videoCodec: number | null;
  seasons: number[] | null;
  episodes: number[] | null;
  airDate: string | null;
  languages: string[] | null;
  group: string | null;
  verdict: number | null;
  isHidden: boolean;
  tags: string[] | null;
  rulesVersion: number | null;
  ruleIds: number[] | null;
}

const SELECT = `
select t.id, encode(t.info_hash, 'hex') as "infoHash", t.title, t.indexed_at as "indexedAt",
  a.content_type as "contentType", a.categories, a.year, a.resolution,
  a.release_source as "releaseSource", a.video_codec as "videoCodec", a.seasons, a.episodes,
  a.air_date::text as "airDate", a.languages, a.release_group as group, a.verdict,
  a.is_hidden as "isHidden", a.tags, a.rules_version as "rulesVersion", a.rule_ids as "ruleIds"
from torrents t left join torrent_attributes a on a.torrent_id = t.id
where t.id = any($1::int[])`;

/** Loads what is stored of torrents, by their ids; those that are gone are left out. */
export async function loadAttributes(
  ctx: Context,
  torrentIds: readonly number[],
): Promise<Map<number, StoredAttributes>> {
  const { rows } = await ctx.db.$client.query<Row>({
    name: "classify-stored",
    text: SELECT,
    values: [torrentIds],
  });
  return new Map(rows.map((row) => [row.id, toStored(row)]));
}

function toStored(row: Row): StoredAttributes {
  const { infoHash, title } = row;
  if (row.contentType === null) return { infoHash, title, attributes: undefined };
  return {
    infoHash,
    title,
    attributes: {
      torrentId: row.id,
      indexedAt: row.indexedAt,
      contentType: contentTypeCodes.toName(row.contentType) ?? "other",
      categories: row.categories,
      year: row.year ?? undefined,
      resolution: row.resolution ?? undefined,
      releaseSource: releaseSourceCodes.toName(row.releaseSource),
      videoCodec: videoCodecCodes.toName(row.videoCodec),
      seasons: row.seasons ?? [],
      episodes: row.episodes ?? [],
      airDate: row.airDate ?? undefined,
      languages: row.languages ?? [],
      group: row.group ?? undefined,
      verdict: verdictCodes.toName(row.verdict),
      isHidden: row.isHidden,
      tags: row.tags ?? [],
      rulesVersion: row.rulesVersion ?? 0,
      ruleIds: row.ruleIds ?? [],
    },
  };
}
