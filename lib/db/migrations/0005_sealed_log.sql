CREATE TABLE "log_anchor" (
	"place" text PRIMARY KEY NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"anchored_at" timestamp (3) with time zone,
	"problem" text,
	"problem_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "log_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"root_hash" text NOT NULL,
	"key" text NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"origin" text NOT NULL,
	"size" bigint NOT NULL,
	CONSTRAINT "log_head_one" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "log_leaf" (
	"leaf_index" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "log_leaf_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "log_node" (
	"level" integer NOT NULL,
	"node_index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "log_node_level_node_index_pk" PRIMARY KEY("level","node_index")
);
--> statement-breakpoint
ALTER TABLE "log_leaf" ADD CONSTRAINT "log_leaf_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- What is sealed is never changed, as little as the events (0001_append_only.sql).
CREATE TRIGGER log_leaf_append_only BEFORE UPDATE OR DELETE ON log_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_leaf_no_truncate BEFORE TRUNCATE ON log_leaf
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_node_append_only BEFORE UPDATE OR DELETE ON log_node
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_node_no_truncate BEFORE TRUNCATE ON log_node
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE ON log_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_checkpoint_no_truncate BEFORE TRUNCATE ON log_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
