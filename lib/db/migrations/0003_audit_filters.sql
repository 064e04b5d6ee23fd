CREATE INDEX "audit_event_operation_kind" ON "audit_event" USING btree ("operation_kind","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_subject_type" ON "audit_event" USING btree ("subject_type","at","id");--> statement-breakpoint
CREATE INDEX "audit_event_outcome" ON "audit_event" USING btree ("outcome","at","id");