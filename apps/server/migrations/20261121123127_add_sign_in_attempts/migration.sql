CREATE TABLE "known_networks" (
	"user_id" text,
	"network" bytea,
	"used_at" timestamp with time zone NOT NULL,
	CONSTRAINT "known_networks_pkey" PRIMARY KEY("user_id","network")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "sign_in_attempts" (
	"key" bytea PRIMARY KEY,
	"count" integer NOT NULL,
	"attempted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_attempts_attempted_at_index" ON "sign_in_attempts" ("attempted_at");--> statement-breakpoint
ALTER TABLE "known_networks" ADD CONSTRAINT "known_networks_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;