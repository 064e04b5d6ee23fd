-- Core announces new rows with NOTIFY. Nobody listens, but the payload may not reach 8,000 bytes, so a row that is
-- too long cannot be written: that limit is what a caller meets (contract 9, trap 17).
CREATE FUNCTION blnk.capture_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('data_change', json_build_object('table', TG_TABLE_NAME, 'data', row_to_json(NEW))::text);
  RETURN NEW;
END
$$;
CREATE TRIGGER ledger_after_insert AFTER INSERT ON blnk.ledgers
  FOR EACH ROW EXECUTE FUNCTION blnk.capture_changes();
CREATE TRIGGER balance_after_insert AFTER INSERT ON blnk.balances
  FOR EACH ROW EXECUTE FUNCTION blnk.capture_changes();
CREATE TRIGGER balance_after_update AFTER UPDATE ON blnk.balances
  FOR EACH ROW EXECUTE FUNCTION blnk.capture_changes();
CREATE TRIGGER transaction_after_insert AFTER INSERT ON blnk.transactions
  FOR EACH ROW EXECUTE FUNCTION blnk.capture_changes();

-- A posted transaction never changes, but for its metadata.
CREATE FUNCTION blnk.prevent_transaction_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.transaction_id, NEW.source, NEW.destination, NEW.description, NEW.reference, NEW.amount,
      NEW.precise_amount, NEW.precision, NEW.currency, NEW.status, NEW.hash, NEW.created_at, NEW.scheduled_for)
    IS DISTINCT FROM
     (OLD.transaction_id, OLD.source, OLD.destination, OLD.description, OLD.reference, OLD.amount,
      OLD.precise_amount, OLD.precision, OLD.currency, OLD.status, OLD.hash, OLD.created_at, OLD.scheduled_for)
  THEN
    RAISE EXCEPTION 'Cannot modify transaction data. Only meta_data and chain fields can be updated.';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER prevent_transaction_update_trigger BEFORE UPDATE ON blnk.transactions
  FOR EACH ROW EXECUTE FUNCTION blnk.prevent_transaction_update();

-- A balance whose metadata asks for it is recomputed from its transactions whenever its row is written.
CREATE FUNCTION blnk.reconcile_balance_from_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  debit numeric;
  credit numeric;
BEGIN
  IF jsonb_typeof(NEW.meta_data) IS DISTINCT FROM 'object'
    OR NEW.meta_data ->> 'BLNK_RUN_RECONCILIATION' IS DISTINCT FROM 'SOURCE' THEN
    RETURN NEW;
  END IF;
  SELECT coalesce(sum(coalesce(precise_amount, amount)), 0) INTO debit
    FROM blnk.transactions WHERE source = NEW.balance_id AND status = 'APPLIED';
  SELECT coalesce(sum(coalesce(precise_amount, amount)), 0) INTO credit
    FROM blnk.transactions WHERE destination = NEW.balance_id AND status = 'APPLIED';
  NEW.debit_balance := debit;
  NEW.credit_balance := credit;
  NEW.balance := credit - debit;
  NEW.meta_data := (NEW.meta_data - 'BLNK_RUN_RECONCILIATION') || jsonb_build_object(
    'BLNK_RECONCILIATION_RESULT', jsonb_build_object(
      'executed_at', now()::text,
      'previous_debit', OLD.debit_balance::text,
      'previous_credit', OLD.credit_balance::text,
      'previous_balance', OLD.balance::text,
      'recalculated_debit', debit::text,
      'recalculated_credit', credit::text,
      'recalculated_balance', (credit - debit)::text,
      'difference', (credit - debit - OLD.balance)::text
    ));
  RETURN NEW;
END
$$;
CREATE TRIGGER reconcile_balance_trigger BEFORE UPDATE ON blnk.balances
  FOR EACH ROW EXECUTE FUNCTION blnk.reconcile_balance_from_transactions();
