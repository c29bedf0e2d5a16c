CREATE TABLE "torznab_profiles" (
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "torznab_profiles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"default_limit" smallint NOT NULL,
	"max_limit" smallint NOT NULL,
	"name" text NOT NULL UNIQUE,
	"title" text NOT NULL,
	"filters" jsonb NOT NULL,
	"sort" text
);
