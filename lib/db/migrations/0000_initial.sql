CREATE TABLE "audit_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"leaf_hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"subject_type" text,
	"subject_id" text,
	"operation_id" uuid,
	"operation_kind" text,
	"attempt_no" bigint,
	"outcome" text,
	"category" text,
	"ticket" text
);
--> statement-breakpoint
CREATE TABLE "audit_queue" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_queue_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" uuid NOT NULL,
	CONSTRAINT "audit_queue_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "personal_text" (
	"event_id" uuid NOT NULL,
	"field" text NOT NULL,
	"salt" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "personal_text_event_id_field_pk" PRIMARY KEY("event_id","field")
);
--> statement-breakpoint
CREATE TABLE "balance_trait" (
	"balance_id" text PRIMARY KEY NOT NULL,
	"track_fund_lineage" boolean NOT NULL,
	"allocation_strategy" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "core_fingerprint" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"general_ledger_created_at" text NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "core_fingerprint_one" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "operation_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"session_id" text,
	"input" text NOT NULL,
	"input_hash" text NOT NULL,
	"state" text NOT NULL,
	"described" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text,
	"detail" text,
	"epoch" integer NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"send_until" timestamp (3) with time zone,
	"settle_until" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	"outcome_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "operation_number_unique" UNIQUE("number"),
	CONSTRAINT "operation_state" CHECK (state in ('intent','sending','unknown','succeeded','failed','conflict','no_change','cancelled','overwritten')),
	CONSTRAINT "operation_outcome" CHECK ((outcome_at is null) = (state in ('intent','sending','unknown')))
);
--> statement-breakpoint
CREATE TABLE "operation_attempt" (
	"operation_id" uuid NOT NULL,
	"attempt_no" integer NOT NULL,
	"step_no" integer NOT NULL,
	"epoch" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"result" text,
	"status" integer,
	"core_code" text,
	"message" text,
	CONSTRAINT "operation_attempt_operation_id_attempt_no_pk" PRIMARY KEY("operation_id","attempt_no")
);
--> statement-breakpoint
CREATE TABLE "operation_step" (
	"operation_id" uuid NOT NULL,
	"step_no" integer NOT NULL,
	"name" text NOT NULL,
	"data" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"before" text,
	"before_at" timestamp (3) with time zone,
	"after" text,
	"after_at" timestamp (3) with time zone,
	"outcome" text,
	"detail" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "operation_step_operation_id_step_no_pk" PRIMARY KEY("operation_id","step_no")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"subject" text PRIMARY KEY NOT NULL,
	"operation_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"person_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_role_known" CHECK (role in ('finance', 'support', 'auditor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_email_unique" UNIQUE("email"),
	CONSTRAINT "person_role_known" CHECK (role in ('finance', 'support', 'auditor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_queue" ADD CONSTRAINT "audit_queue_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_text" ADD CONSTRAINT "personal_text_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_attempt" ADD CONSTRAINT "operation_attempt_operation_id_operation_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_step" ADD CONSTRAINT "operation_step_operation_id_operation_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_operation_id_operation_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_kind" ON "audit_event" USING btree ("kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_operation" ON "audit_event" USING btree ("operation_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_ticket" ON "audit_event" USING btree ("ticket","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_one_intent" ON "audit_event" USING btree ("operation_id") WHERE kind = 'operation.intent';--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_one_outcome" ON "audit_event" USING btree ("operation_id") WHERE kind = 'operation.outcome';--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_one_attempt" ON "audit_event" USING btree ("operation_id","attempt_no") WHERE kind = 'operation.attempt';--> statement-breakpoint
CREATE INDEX "operation_next" ON "operation" USING btree ("next_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "operation_open" ON "operation" USING btree ("requested_at","id") WHERE outcome_at is null;--> statement-breakpoint
CREATE INDEX "operation_requested" ON "operation" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "operation_subject" ON "operation" USING btree ("subject_type","subject_id","requested_at");--> statement-breakpoint
CREATE INDEX "operation_actor" ON "operation" USING btree ("actor_id","requested_at");--> statement-breakpoint
CREATE INDEX "reservation_operation" ON "reservation" USING btree ("operation_id");--> statement-breakpoint
CREATE INDEX "account_person" ON "account" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_provider" ON "account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_open_email" ON "invitation" USING btree ("email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");