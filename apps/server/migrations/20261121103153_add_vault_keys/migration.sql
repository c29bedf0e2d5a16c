CREATE TABLE "vault_keys" (
	"version" integer PRIMARY KEY,
	"sealed_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
