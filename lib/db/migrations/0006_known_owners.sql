CREATE TABLE "known_owner" (
	"balance_id" text PRIMARY KEY NOT NULL,
	"identity_id" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"first_identity_id" text,
	"first_seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_drift" (
	"id" uuid PRIMARY KEY NOT NULL,
	"balance_id" text,
	"from_identity_id" text,
	"to_identity_id" text,
	"cause" text NOT NULL,
	"late_of" uuid,
	"balances" bigint DEFAULT 1 NOT NULL,
	"since" timestamp (3) with time zone,
	"found_at" timestamp (3) with time zone NOT NULL,
	"explained_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "owner_sweep" (
	"scope" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"cursor" text,
	"is_running" boolean DEFAULT false NOT NULL,
	"is_baseline" boolean DEFAULT true NOT NULL,
	"checked" bigint DEFAULT 0 NOT NULL,
	"last_checked" bigint,
	"differences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_wanted" boolean DEFAULT false NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
ALTER TABLE "owner_drift" ADD CONSTRAINT "owner_drift_id_audit_event_id_fk" FOREIGN KEY ("id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "owner_drift_balance" ON "owner_drift" USING btree ("balance_id","found_at");--> statement-breakpoint
CREATE INDEX "owner_drift_open" ON "owner_drift" USING btree ("found_at") WHERE explained_at is null;