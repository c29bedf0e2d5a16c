CREATE TABLE "classification_findings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "classification_findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"preview_id" integer NOT NULL,
	"torrent_ids" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "classification_previews" (
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "classification_previews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"scope" text NOT NULL,
	"total" integer NOT NULL,
	"examined" integer DEFAULT 0 NOT NULL,
	"read" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"after_id" integer DEFAULT 0 NOT NULL,
	"parser_version" integer NOT NULL,
	"rules_version" integer NOT NULL,
	"fields" jsonb DEFAULT '{}' NOT NULL,
	"samples" jsonb DEFAULT '[]' NOT NULL,
	"run_id" integer,
	"error" text,
	"started_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "classification_rules" (
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "classification_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	"is_enabled" boolean NOT NULL,
	"name" text NOT NULL,
	"match" jsonb NOT NULL,
	"effect" jsonb NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "classification_state" (
	"id" smallint PRIMARY KEY,
	"rules_version" integer DEFAULT 0 NOT NULL,
	"checked_rules_version" integer DEFAULT 0 NOT NULL,
	"checked_parser_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "torrent_attributes" ADD COLUMN "verdict" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "torrent_attributes" ADD COLUMN "is_hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "torrent_attributes" ADD COLUMN "rules_version" integer;--> statement-breakpoint
ALTER TABLE "torrent_attributes" ADD COLUMN "rule_ids" integer[];--> statement-breakpoint
ALTER TABLE "torrent_attributes" ADD COLUMN "tags" text[];--> statement-breakpoint
ALTER TABLE "torrent_corrections" ADD COLUMN "tags" text[];--> statement-breakpoint
ALTER TABLE "torrent_corrections" ADD COLUMN "is_hidden" boolean;--> statement-breakpoint
ALTER TABLE "torrent_corrections" ADD COLUMN "verdict" text;--> statement-breakpoint
CREATE INDEX "torrent_attributes_tags" ON "torrent_attributes" USING gin ("tags") WHERE "tags" is not null;--> statement-breakpoint
CREATE INDEX "torrent_attributes_hidden" ON "torrent_attributes" ("torrent_id") WHERE "is_hidden";--> statement-breakpoint
ALTER TABLE "classification_findings" ADD CONSTRAINT "classification_findings_v52cJ2edWgUX_fkey" FOREIGN KEY ("preview_id") REFERENCES "classification_previews"("id") ON DELETE CASCADE;--> statement-breakpoint
INSERT INTO "classification_state" ("id") VALUES (1);
