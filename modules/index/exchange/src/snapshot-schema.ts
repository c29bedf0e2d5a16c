/**
 * The portable snapshot: a SQLite file that any program can read. Times are ISO 8601 in UTC with
 * microseconds, lists and attributes are JSON, hashes and metainfo are blobs, an unknown value is
 * null. Additions to it raise the minor part of `version`, anything else the major one.
 */
export const SNAPSHOT_FORMAT = "minato-snapshot";
export const SNAPSHOT_VERSION = "1.1";

/** "MNT1": tells a snapshot from other SQLite files before anything of it is read. */
export const SNAPSHOT_APPLICATION_ID = 0x4d4e5431;

export const SNAPSHOT_TABLES = `
create table meta (
  key text primary key, -- format, version, created_at, with_metainfo, with_secrets, torrents
  value text not null
) without rowid;
create table torrents (
  id integer primary key, -- the order in which they entered the index
  info_hash blob, -- v1, 20 bytes
  info_hash_v2 blob, -- 32 bytes
  title text not null,
  is_title_derived integer not null,
  size integer, -- bytes
  file_count integer not null,
  is_private integer not null,
  categories text, -- Newznab numbers as given by sources, JSON
  published_at text,
  indexed_at text not null,
  seeders integer,
  leechers integer,
  snatches integer,
  checked_at text
);
create table files (
  torrent_id integer not null,
  position integer not null,
  path text not null,
  size integer not null,
  primary key (torrent_id, position)
) without rowid;
create table trackers (torrent_id integer not null, position integer not null, url text not null,
  primary key (torrent_id, position)) without rowid;
create table sources (
  torrent_id integer not null,
  position integer not null,
  name text not null,
  url text,
  first_seen_at text not null,
  last_seen_at text not null,
  checked_at text,
  seeders integer,
  leechers integer,
  snatches integer,
  primary key (torrent_id, position)
) without rowid;
create table external_ids (
  torrent_id integer not null,
  catalogue text not null, -- imdb, tmdb, tvdb, tvmaze, anidb, anilist, mal, musicbrainz
  value text not null,
  primary key (torrent_id, catalogue)
) without rowid;
create table corrections (
  torrent_id integer primary key,
  title text,
  content_type text,
  categories text, -- JSON
  attributes text, -- JSON
  corrected_by text, -- only with secrets
  corrected_at text not null,
  tags text, -- JSON; since 1.1
  hidden integer, -- since 1.1
  verdict text -- good, suspicious, fake; since 1.1
);
create table metainfo (
  torrent_id integer primary key,
  info blob not null, -- the info dictionary byte for byte
  piece_layers blob, -- bencoded
  is_canonical integer not null,
  private_trackers text, -- JSON, only with secrets
  uploaded_by text -- only with secrets
);`;

/** Made at the end, which is faster than keeping it up to date. */
export const SNAPSHOT_INDEXES = `
create index torrents_info_hash on torrents (info_hash);
create index torrents_info_hash_v2 on torrents (info_hash_v2) where info_hash_v2 is not null;`;
