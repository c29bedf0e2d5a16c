CREATE TABLE "roles" (
	"id" text PRIMARY KEY,
	"name" text NOT NULL UNIQUE,
	"permissions" text[] NOT NULL,
	"is_built_in" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
INSERT INTO "roles" ("id", "name", "permissions", "is_built_in") VALUES
	('administrator', 'Administrator', '{admin}', true),
	('moderator', 'Moderator', '{search,feeds,download,ingest,edit}', true),
	('uploader', 'Uploader', '{search,feeds,download,ingest}', true),
	('member', 'Member', '{search,feeds,download}', true),
	('guest', 'Guest', '{}', true);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "networks" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "requests_per_minute" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_hash" bytea;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous_hash_key" UNIQUE("previous_hash");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_role_roles_id_fkey" FOREIGN KEY ("role") REFERENCES "roles"("id");