CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_user_id" text,
	"actor_key_id" integer,
	"action" text NOT NULL,
	"object" text NOT NULL,
	"address" text,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY,
	"user_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"id_token" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" bytea NOT NULL UNIQUE,
	"scopes" text[] NOT NULL,
	"user_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"use_count" bigint DEFAULT 0 NOT NULL,
	"is_environment" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY,
	"user_id" text NOT NULL,
	"token" text NOT NULL UNIQUE,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"hash" bytea PRIMARY KEY,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY,
	"name" text NOT NULL,
	"email" text NOT NULL UNIQUE,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'member' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"module" text,
	"name" text,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "settings_pkey" PRIMARY KEY("module","name")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL UNIQUE
);
--> statement-breakpoint
CREATE TABLE "torrent_attributes" (
	"indexed_at" timestamp with time zone NOT NULL,
	"torrent_id" integer PRIMARY KEY,
	"air_date" date,
	"version" smallint NOT NULL,
	"content_type" smallint NOT NULL,
	"year" smallint,
	"resolution" smallint,
	"release_source" smallint,
	"video_codec" smallint,
	"seed_bucket" smallint DEFAULT 0 NOT NULL,
	"categories" integer[] NOT NULL,
	"seasons" smallint[],
	"episodes" smallint[],
	"languages" text[],
	"release_group" text
);
--> statement-breakpoint
CREATE TABLE "torrent_corrections" (
	"torrent_id" integer PRIMARY KEY,
	"title" text,
	"content_type" text,
	"categories" integer[],
	"attributes" jsonb,
	"corrected_by" text NOT NULL,
	"corrected_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "torrent_external_ids" (
	"torrent_id" integer PRIMARY KEY,
	"imdb" integer,
	"tmdb" integer,
	"tvdb" integer,
	"tvmaze" integer,
	"anidb" integer,
	"anilist" integer,
	"mal" integer,
	"musicbrainz" uuid
);
--> statement-breakpoint
CREATE TABLE "torrent_files" (
	"torrent_id" integer PRIMARY KEY,
	"files" bytea NOT NULL
);
--> statement-breakpoint
CREATE TABLE "torrent_metainfo" (
	"torrent_id" integer PRIMARY KEY,
	"info" bytea NOT NULL,
	"piece_layers" bytea,
	"is_canonical" boolean NOT NULL,
	"private_trackers" text[],
	"uploaded_by" text
);
--> statement-breakpoint
CREATE TABLE "torrent_sources" (
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"torrent_id" integer,
	"source_id" integer,
	"seeders" integer,
	"leechers" integer,
	"snatches" integer,
	"url" text,
	CONSTRAINT "torrent_sources_pkey" PRIMARY KEY("torrent_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "torrent_stats" (
	"checked_at" timestamp with time zone,
	"torrent_id" integer PRIMARY KEY,
	"seeders" integer,
	"leechers" integer,
	"snatches" integer
);
--> statement-breakpoint
CREATE TABLE "torrents" (
	"size" bigint,
	"indexed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"published_at" timestamp with time zone,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "torrents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"file_count" integer DEFAULT 0 NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	"is_title_derived" boolean DEFAULT false NOT NULL,
	"info_hash" bytea PRIMARY KEY,
	"info_hash_v2" bytea,
	"title" text NOT NULL,
	"given_categories" integer[],
	"tracker_ids" integer[],
	"document" tsvector NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trackers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trackers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"url" text NOT NULL UNIQUE
);
--> statement-breakpoint
CREATE INDEX "audit_entries_at_index" ON "audit_entries" ("at");--> statement-breakpoint
CREATE INDEX "accounts_user_id_index" ON "accounts" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_provider_id_account_id_index" ON "accounts" ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "verifications" ("identifier");--> statement-breakpoint
CREATE INDEX "torrent_attributes_categories" ON "torrent_attributes" USING gin ("categories");--> statement-breakpoint
CREATE INDEX "torrent_attributes_seed_bucket" ON "torrent_attributes" ("seed_bucket","torrent_id");--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_1000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{1000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_2000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{2000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_2030" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{2030}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_2040" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{2040}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_2045" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{2045}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_3000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{3000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_4000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{4000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_5000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{5000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_5030" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{5030}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_5040" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{5040}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_5045" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{5045}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_5070" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{5070}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_6000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{6000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_7000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{7000}';--> statement-breakpoint
CREATE INDEX "torrent_attributes_feed_8000" ON "torrent_attributes" ("indexed_at","torrent_id") WHERE categories @> '{8000}';--> statement-breakpoint
CREATE INDEX "torrent_external_ids_imdb" ON "torrent_external_ids" ("imdb") WHERE "imdb" is not null;--> statement-breakpoint
CREATE INDEX "torrent_external_ids_tmdb" ON "torrent_external_ids" ("tmdb") WHERE "tmdb" is not null;--> statement-breakpoint
CREATE INDEX "torrent_external_ids_tvdb" ON "torrent_external_ids" ("tvdb") WHERE "tvdb" is not null;--> statement-breakpoint
CREATE INDEX "torrent_external_ids_tvmaze" ON "torrent_external_ids" ("tvmaze") WHERE "tvmaze" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "torrents_id" ON "torrents" ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "torrents_info_hash_v2" ON "torrents" ("info_hash_v2") WHERE "info_hash_v2" is not null;--> statement-breakpoint
CREATE INDEX "torrents_indexed_at" ON "torrents" ("indexed_at","id");--> statement-breakpoint
CREATE INDEX "torrents_document" ON "torrents" USING gin ("document") WITH (gin_pending_list_limit=512);--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
-- Swarm numbers are refreshed in place: free space in each page keeps updates out of the indexes.
ALTER TABLE "torrent_stats" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "torrent_sources" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "torrent_attributes" SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
-- Values are compressed before they are stored.
ALTER TABLE "torrent_files" ALTER COLUMN "files" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "torrent_metainfo" ALTER COLUMN "info" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "torrent_metainfo" ALTER COLUMN "piece_layers" SET STORAGE EXTERNAL;
