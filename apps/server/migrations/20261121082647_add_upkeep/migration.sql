CREATE TABLE "bulk_chunks" (
	"run_id" integer,
	"number" integer,
	"state" smallint DEFAULT 0 NOT NULL,
	"torrent_ids" integer[] NOT NULL,
	"reason" text,
	"before" jsonb,
	CONSTRAINT "bulk_chunks_pkey" PRIMARY KEY("run_id","number")
);
--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bulk_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"action" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"request" jsonb NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"error" text,
	"started_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"undoable_until" timestamp with time zone,
	"undo_of" integer
);
--> statement-breakpoint
CREATE TABLE "purgatory" (
	"deleted_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"torrent_id" integer PRIMARY KEY,
	"run_id" integer,
	"info_hash" bytea NOT NULL,
	"reason" text NOT NULL,
	"record" bytea NOT NULL,
	"files" bytea,
	"info" bytea,
	"piece_layers" bytea
);
--> statement-breakpoint
CREATE TABLE "torrent_requests" (
	"torrent_id" integer PRIMARY KEY,
	"last_requested_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "torrent_unseeded" (
	"torrent_id" integer PRIMARY KEY,
	"since" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "purgatory_expires_at" ON "purgatory" ("expires_at");--> statement-breakpoint
CREATE INDEX "purgatory_info_hash" ON "purgatory" ("info_hash");--> statement-breakpoint
ALTER TABLE "bulk_chunks" ADD CONSTRAINT "bulk_chunks_run_id_bulk_runs_id_fkey" FOREIGN KEY ("run_id") REFERENCES "bulk_runs"("id") ON DELETE CASCADE;