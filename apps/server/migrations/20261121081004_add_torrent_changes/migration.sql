CREATE TABLE "torrent_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "torrent_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" xid8 DEFAULT pg_current_xact_id() NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"kind" smallint NOT NULL,
	"torrent_ids" integer[] NOT NULL,
	"info_hashes" bytea[]
);
--> statement-breakpoint
CREATE INDEX "torrent_changes_at" ON "torrent_changes" USING brin ("at");