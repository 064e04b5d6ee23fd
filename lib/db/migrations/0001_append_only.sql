-- Events are never changed, by anyone: not by the application's role (which may not even try: see
-- grants.ts), not by the owner of the table. Statement triggers also refuse a statement that would
-- touch no row, so that a mistake shows at the first try.
CREATE FUNCTION counterfoil_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION counterfoil_refuse_change();
