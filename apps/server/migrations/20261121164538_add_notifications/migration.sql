CREATE TABLE "notification_channels" (
	"user_id" text PRIMARY KEY,
	"language" text DEFAULT 'en' NOT NULL,
	"is_digest" boolean DEFAULT false NOT NULL,
	"webhook" text,
	"webhook_format" text,
	"webhook_ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notification_choices" (
	"is_on" boolean NOT NULL,
	"user_id" text,
	"kind" text,
	"channel" text,
	CONSTRAINT "notification_choices_pkey" PRIMARY KEY("user_id","kind","channel")
);
--> statement-breakpoint
CREATE TABLE "notification_deliveries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"notification_id" integer NOT NULL,
	"subscription_id" integer,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"is_digest" boolean DEFAULT false NOT NULL,
	"user_id" text NOT NULL,
	"channel" text NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "notification_problems" (
	"since" timestamp with time zone NOT NULL,
	"over_at" timestamp with time zone,
	"topic" text,
	"key" text,
	"mark" text NOT NULL,
	CONSTRAINT "notification_problems_pkey" PRIMARY KEY("topic","key")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"happened_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"count" integer DEFAULT 1 NOT NULL,
	"user_id" text NOT NULL,
	"topic" text NOT NULL,
	"subject" text NOT NULL,
	"values" jsonb NOT NULL,
	"path" text,
	"is_listed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"id" smallint PRIMARY KEY,
	"created_at" timestamp with time zone NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_subscriptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone NOT NULL,
	"user_id" text NOT NULL,
	"endpoint_hash" bytea NOT NULL UNIQUE,
	"subscription" text NOT NULL,
	"device" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_cursor" (
	"id" smallint PRIMARY KEY,
	"feed_id" uuid NOT NULL,
	"transaction_id" xid8 NOT NULL,
	"change_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "followed_hits" (
	"found_at" timestamp with time zone NOT NULL,
	"search_id" integer,
	"torrent_id" integer,
	CONSTRAINT "followed_hits_pkey" PRIMARY KEY("search_id","torrent_id")
);
--> statement-breakpoint
CREATE TABLE "followed_searches" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "followed_searches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"created_at" timestamp with time zone NOT NULL,
	"last_found_at" timestamp with time zone,
	"found" integer DEFAULT 0 NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "notification_deliveries_user" ON "notification_deliveries" ("user_id","channel","created_at");--> statement-breakpoint
CREATE INDEX "notification_deliveries_notification" ON "notification_deliveries" ("notification_id");--> statement-breakpoint
CREATE INDEX "notification_deliveries_digest" ON "notification_deliveries" ("user_id") WHERE "is_digest" and "ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_unread" ON "notifications" ("user_id","topic","subject") WHERE "read_at" is null;--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" ("user_id","id");--> statement-breakpoint
CREATE INDEX "notifications_changed_at" ON "notifications" ("changed_at");--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" ("user_id");--> statement-breakpoint
CREATE INDEX "followed_hits_found_at" ON "followed_hits" ("found_at");--> statement-breakpoint
CREATE UNIQUE INDEX "followed_searches_query" ON "followed_searches" ("user_id","query");--> statement-breakpoint
CREATE INDEX "followed_searches_by_query" ON "followed_searches" ("query");--> statement-breakpoint
ALTER TABLE "notification_channels" ADD CONSTRAINT "notification_channels_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_id_notifications_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_j4RNi9XIUNcK_fkey" FOREIGN KEY ("subscription_id") REFERENCES "push_subscriptions"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "followed_hits" ADD CONSTRAINT "followed_hits_search_id_followed_searches_id_fkey" FOREIGN KEY ("search_id") REFERENCES "followed_searches"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "followed_searches" ADD CONSTRAINT "followed_searches_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;