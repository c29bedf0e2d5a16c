CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"roles" text[] NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"pid" integer NOT NULL,
	"running" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_activity" (
	"first_push_at" timestamp with time zone NOT NULL,
	"last_push_at" timestamp with time zone NOT NULL,
	"last_reject_at" timestamp with time zone,
	"inserted" bigint NOT NULL,
	"updated" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"blocked" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"source_id" integer PRIMARY KEY,
	"last_reject_reason" text
);
--> statement-breakpoint
CREATE TABLE "source_history" (
	"at" timestamp with time zone,
	"source_id" integer,
	"inserted" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"blocked" integer NOT NULL,
	"rejected" integer NOT NULL,
	CONSTRAINT "source_history_pkey" PRIMARY KEY("at","source_id")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "source_history_default" PARTITION OF "source_history" DEFAULT;
--> statement-breakpoint
ALTER TABLE "audit_entries" RENAME TO "audit_entries_before";
--> statement-breakpoint
ALTER TABLE "audit_entries_before" RENAME CONSTRAINT "audit_entries_pkey" TO "audit_entries_before_pkey";
--> statement-breakpoint
ALTER INDEX "audit_entries_at_index" RENAME TO "audit_entries_before_at_index";
--> statement-breakpoint
ALTER SEQUENCE "audit_entries_id_seq" RENAME TO "audit_entries_before_id_seq";
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_user_id" text,
	"actor_key_id" integer,
	"action" text NOT NULL,
	"object" text NOT NULL,
	"address" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_entries_pkey" PRIMARY KEY("id","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE INDEX "audit_entries_at_index" ON "audit_entries" ("at");
--> statement-breakpoint
CREATE TABLE "audit_entries_default" PARTITION OF "audit_entries" DEFAULT;
--> statement-breakpoint
DO $$
DECLARE
	"month" timestamp;
	"last_month" timestamp;
BEGIN
	SELECT date_trunc('month', min("at") AT TIME ZONE 'UTC'), date_trunc('month', max("at") AT TIME ZONE 'UTC')
		INTO "month", "last_month" FROM "audit_entries_before";
	WHILE "month" <= "last_month" LOOP
		EXECUTE format(
			'CREATE TABLE %I PARTITION OF "audit_entries" FOR VALUES FROM (%L) TO (%L)',
			'audit_entries_' || to_char("month", 'YYYY_MM'),
			"month" AT TIME ZONE 'UTC',
			("month" + interval '1 month') AT TIME ZONE 'UTC'
		);
		"month" := "month" + interval '1 month';
	END LOOP;
END $$;
--> statement-breakpoint
INSERT INTO "audit_entries" OVERRIDING SYSTEM VALUE SELECT * FROM "audit_entries_before" ORDER BY "id";
--> statement-breakpoint
SELECT setval('audit_entries_id_seq', "last_value", "is_called") FROM "audit_entries_before_id_seq";
--> statement-breakpoint
DROP TABLE "audit_entries_before";
