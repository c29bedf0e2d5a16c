CREATE TABLE "allowed_torrents" (
	"info_hash" bytea PRIMARY KEY,
	"allowed_by" text NOT NULL,
	"allowed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blocked_torrents" (
	"blocked_at" timestamp with time zone NOT NULL,
	"list_id" integer DEFAULT 0,
	"rule_id" integer,
	"info_hash" bytea,
	"reason" text,
	"blocked_by" text,
	CONSTRAINT "blocked_torrents_pkey" PRIMARY KEY("info_hash","list_id")
);
--> statement-breakpoint
CREATE TABLE "blocked_trackers" (
	"pattern" text PRIMARY KEY,
	"reason" text,
	"blocked_by" text NOT NULL,
	"blocked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blocklist_changes" (
	"version" bigint PRIMARY KEY,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"count" integer NOT NULL,
	"kind" text NOT NULL,
	"prefixes" bytea
);
--> statement-breakpoint
CREATE TABLE "blocklist_state" (
	"id" smallint PRIMARY KEY,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blocklists" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "blocklists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"entry_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_fetched_at" timestamp with time zone,
	"name" text NOT NULL,
	"url" text NOT NULL UNIQUE,
	"sha256" text,
	"checksum_url" text,
	"etag" text,
	"content_sha256" text,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "keyword_rules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "keyword_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hits" bigint DEFAULT 0 NOT NULL,
	"last_hit_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"pattern" text NOT NULL,
	"target" text NOT NULL,
	"action" text NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "blocked_torrents_by_hand" ON "blocked_torrents" ("blocked_at","info_hash") WHERE "list_id" = 0;--> statement-breakpoint
CREATE UNIQUE INDEX "keyword_rules_pattern" ON "keyword_rules" ("pattern","target");--> statement-breakpoint
CREATE UNIQUE INDEX "keyword_rules_default" ON "keyword_rules" ("is_default") WHERE "is_default";