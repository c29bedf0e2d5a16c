import { cloneDatabase, type DatabaseCopy } from "@minato/database";
import { Client } from "pg";

/** The tables of bitmagnet as far as the import reads them, with the types of its migrations. */
const TABLES = `
create type "FilesStatus" as enum ('no_info', 'single', 'multi', 'over_threshold');
create table torrents (info_hash bytea primary key, name text not null, size bigint not null,
  private boolean not null, created_at timestamptz not null, updated_at timestamptz not null,
  files_status "FilesStatus" not null default 'no_info', files_count integer);
create table torrent_sources (key text primary key, name text not null);
create table torrents_torrent_sources (source text not null references torrent_sources,
  info_hash bytea not null references torrents, seeders integer, leechers integer,
  published_at timestamptz, created_at timestamptz not null, updated_at timestamptz not null,
  primary key (source, info_hash));
create table torrent_files (info_hash bytea not null references torrents, index integer not null,
  path text not null, size bigint not null, primary key (info_hash, path));
create table torrent_contents (info_hash bytea not null references torrents, content_type text,
  content_source text, content_id text);
create table content_attributes (content_type text not null, content_source text not null,
  content_id text not null, source text not null, key text not null, value text not null);
insert into torrent_sources values ('dht', 'DHT'), ('harbour', 'Harbour');`;

/** One torrent of each kind, and as many plain ones as are wanted. */
const ROWS = `
insert into torrents values
  ('\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 'Sintel 2010 1080p', 900, false,
    '2024-01-02 03:04:05.678901Z', '2024-05-01Z', 'multi', 2),
  ('\\xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2', 'Spring.mkv', 700, true,
    '2024-01-03Z', '2024-05-01Z', 'single', null),
  ('\\xa3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3a3', E'\\x01', 1, false,
    '2024-01-04Z', '2024-05-01Z', 'no_info', null);
insert into torrents_torrent_sources values
  ('dht', '\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 5, 1, null,
    '2024-01-02 03:04:05.678901Z', '2024-05-01Z'),
  ('harbour', '\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 9, null, '2023-12-31Z',
    '2024-02-01Z', '2024-04-01Z'),
  ('dht', '\\xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2', null, null, null,
    '2024-01-03Z', '2024-01-03Z');
insert into torrent_files values
  ('\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 1, 'Sintel/notes.txt', 100),
  ('\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 0, 'Sintel/Sintel.mkv', 800);
insert into torrent_contents values
  ('\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', null, null, null),
  ('\\xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 'movie', 'tmdb', '45745'),
  ('\\xa2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2', 'tv_show', null, null);
insert into content_attributes values
  ('movie', 'tmdb', '45745', 'imdb', 'id', 'tt1727587'),
  ('movie', 'tmdb', '45745', 'tmdb', 'poster_path', '/x.jpg');`;

const PLAIN = `
insert into torrents select substring(sha256(n::text::bytea) for 20), 'Plain ' || n, n, false,
  '2024-03-01Z', '2024-03-01Z', 'no_info', null from generate_series(1, $1::int) n`;

/** Makes a database as bitmagnet has it, with three special torrents and `plain` others. */
export async function createBitmagnet(adminUrl: string, plain: number): Promise<DatabaseCopy> {
  const copy = await cloneDatabase(adminUrl, "template1");
  const client = new Client({ connectionString: copy.url });
  await client.connect();
  await client.query(TABLES);
  await client.query(ROWS);
  await client.query(PLAIN, [plain]);
  await client.end();
  return copy;
}
