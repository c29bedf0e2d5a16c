CREATE TABLE "connected_apps" (
	"created_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "connected_apps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"indexer_id" integer NOT NULL,
	"api_key_id" integer NOT NULL,
	"is_reachable" boolean NOT NULL,
	"has_indexer" boolean NOT NULL,
	"is_indexer_enabled" boolean NOT NULL,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"app_key" text NOT NULL,
	"feed_url" text NOT NULL,
	"version" text,
	"last_error" text
);
