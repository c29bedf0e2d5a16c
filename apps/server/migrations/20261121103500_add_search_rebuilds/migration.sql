CREATE TABLE "search_indexes" (
	"name" text PRIMARY KEY,
	"generation" integer NOT NULL,
	"progress" real NOT NULL,
	"torrents" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_rebuilds" (
	"id" smallint PRIMARY KEY,
	"generation" integer NOT NULL,
	"requested_at" timestamp with time zone NOT NULL
);
