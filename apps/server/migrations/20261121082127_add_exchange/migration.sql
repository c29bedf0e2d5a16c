CREATE TABLE "backup_runs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "backup_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint,
	"file_name" text,
	"bytes" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "change_feed" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"pruned_transaction_id" xid8 DEFAULT '0' NOT NULL,
	"pruned_id" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_cursors" (
	"origin" text PRIMARY KEY,
	"position" text NOT NULL,
	"records" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
INSERT INTO "change_feed" DEFAULT VALUES;--> statement-breakpoint
-- Followers read changes in this order; the table is small, being pruned by age.
CREATE INDEX "torrent_changes_transaction" ON "torrent_changes" ("transaction_id", "id");
