CREATE UNLOGGED TABLE "rate_limits" (
	"caller" text PRIMARY KEY,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "rate_limits_free_at_index" ON "rate_limits" ("free_at");