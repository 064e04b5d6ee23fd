-- The tables of Core v0.15.2, as far as anything it answers depends on them. Names of constraints, the order of
-- columns and the triggers matter: PostgreSQL's own errors carry them to the caller.
-- Applied once, by migrate.ts; a later change is a new file beside this one.

CREATE SCHEMA blnk;

CREATE TABLE blnk.ledgers (
  id serial PRIMARY KEY,
  name text,
  ledger_id text NOT NULL UNIQUE,
  created_at timestamp NOT NULL DEFAULT now(),
  meta_data jsonb
);
CREATE INDEX blnk_ledgers_created_at_idx ON blnk.ledgers (created_at DESC);

CREATE TABLE blnk.identity (
  id serial PRIMARY KEY,
  identity_id text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text NOT NULL,
  other_names text,
  gender text,
  dob date,
  email_address text,
  phone_number text,
  nationality text,
  street text,
  country text,
  state text,
  organization_name text,
  category text,
  identity_type text,
  post_code text,
  city text,
  created_at timestamp NOT NULL DEFAULT now(),
  meta_data jsonb
);
CREATE INDEX blnk_identity_country_created_at_idx ON blnk.identity (country, created_at DESC);
CREATE INDEX blnk_identity_created_at_idx ON blnk.identity (created_at DESC);

-- The ledger reference stands before the identity reference: with both unknown, PostgreSQL names the ledger's.
CREATE TABLE blnk.balances (
  id serial PRIMARY KEY,
  balance_id text NOT NULL UNIQUE,
  indicator text,
  balance numeric NOT NULL,
  credit_balance numeric NOT NULL,
  debit_balance numeric NOT NULL,
  currency text NOT NULL,
  ledger_id text NOT NULL REFERENCES blnk.ledgers (ledger_id),
  identity_id text REFERENCES blnk.identity (identity_id),
  created_at timestamp NOT NULL DEFAULT now(),
  meta_data jsonb,
  version integer NOT NULL DEFAULT 1,
  inflight_balance numeric NOT NULL DEFAULT 0,
  inflight_credit_balance numeric NOT NULL DEFAULT 0,
  inflight_debit_balance numeric NOT NULL DEFAULT 0,
  track_fund_lineage boolean NOT NULL DEFAULT false,
  allocation_strategy text NOT NULL DEFAULT 'FIFO',
  CONSTRAINT unique_indicator_currency UNIQUE (indicator, currency)
);
CREATE INDEX blnk_balances_created_at_idx ON blnk.balances (created_at DESC);
CREATE INDEX blnk_balances_currency_identity_id_idx ON blnk.balances (currency, identity_id);
CREATE INDEX blnk_balances_identity_id_idx ON blnk.balances (identity_id);
CREATE INDEX blnk_balances_ledger_id_idx ON blnk.balances (ledger_id);
CREATE INDEX idx_balances_indicator ON blnk.balances (indicator);

CREATE TABLE blnk.transactions (
  id serial PRIMARY KEY,
  transaction_id text NOT NULL UNIQUE,
  source text CONSTRAINT fk_source_balance REFERENCES blnk.balances (balance_id),
  destination text CONSTRAINT fk_destination_balance REFERENCES blnk.balances (balance_id),
  description text,
  reference text,
  amount numeric,
  currency text,
  status text,
  hash text,
  created_at timestamp NOT NULL DEFAULT now(),
  scheduled_for timestamp,
  meta_data jsonb,
  precise_amount numeric,
  "precision" bigint DEFAULT 1,
  parent_transaction text,
  effective_date timestamp,
  chain_seq bigint,
  chain_prev_hash character(64),
  chain_hash character(64)
);
CREATE UNIQUE INDEX idx_transactions_reference_unique ON blnk.transactions (reference);
CREATE INDEX idx_transactions_source ON blnk.transactions (source);
CREATE INDEX idx_transactions_destination ON blnk.transactions (destination);
CREATE INDEX idx_transactions_status ON blnk.transactions (status);
CREATE INDEX idx_transactions_currency ON blnk.transactions (currency);
CREATE INDEX idx_transactions_meta_data ON blnk.transactions USING gin (meta_data);
CREATE INDEX idx_txn_parent_created ON blnk.transactions (parent_transaction, created_at DESC);
CREATE INDEX idx_txn_parent_status ON blnk.transactions (parent_transaction, status);
CREATE INDEX blnk_transactions_created_at_source_idx ON blnk.transactions (created_at, source);
CREATE INDEX blnk_transactions_created_at_destination_idx ON blnk.transactions (created_at, destination);
CREATE INDEX blnk_txn_currency_created_at_desc_idx ON blnk.transactions (currency, created_at DESC);
CREATE INDEX blnk_txn_created_at_not_queued_idx ON blnk.transactions (created_at DESC)
  WHERE status <> 'QUEUED';
CREATE INDEX idx_transactions_queued_recovery ON blnk.transactions (created_at) WHERE status = 'QUEUED';
CREATE INDEX idx_txn_queued_source ON blnk.transactions (source, currency, created_at)
  WHERE status = 'QUEUED';
CREATE INDEX idx_txn_queued_destination ON blnk.transactions (destination, currency, created_at)
  WHERE status = 'QUEUED';
CREATE INDEX idx_txn_meta_inflight ON blnk.transactions ((meta_data ->> 'inflight'))
  WHERE meta_data ->> 'inflight' = 'true';
CREATE INDEX idx_txn_meta_queued_parent ON blnk.transactions ((meta_data ->> 'QUEUED_PARENT_TRANSACTION'))
  WHERE meta_data ->> 'QUEUED_PARENT_TRANSACTION' IS NOT NULL;
CREATE INDEX idx_txn_meta_shadow_for ON blnk.transactions ((meta_data ->> '_shadow_for'), created_at)
  WHERE meta_data ->> '_shadow_for' IS NOT NULL;

CREATE TABLE blnk.accounts (
  id serial PRIMARY KEY,
  account_id text NOT NULL UNIQUE,
  name text NOT NULL,
  number text NOT NULL UNIQUE,
  bank_name text NOT NULL,
  currency text NOT NULL,
  created_at timestamp NOT NULL DEFAULT now(),
  ledger_id text NOT NULL REFERENCES blnk.ledgers (ledger_id),
  identity_id text NOT NULL REFERENCES blnk.identity (identity_id),
  balance_id text NOT NULL REFERENCES blnk.balances (balance_id),
  meta_data jsonb
);

CREATE TABLE blnk.balance_monitors (
  id serial PRIMARY KEY,
  monitor_id text NOT NULL UNIQUE,
  balance_id text NOT NULL REFERENCES blnk.balances (balance_id),
  field text NOT NULL CONSTRAINT balance_monitors_field_check CHECK (field IN (
    'debit_balance', 'credit_balance', 'balance',
    'inflight_debit_balance', 'inflight_credit_balance', 'inflight_balance'
  )),
  operator text NOT NULL CONSTRAINT balance_monitors_operator_check
    CHECK (operator IN ('>', '<', '>=', '<=', '=', '!=')),
  value bigint NOT NULL,
  description text,
  call_back_url text,
  created_at timestamp NOT NULL DEFAULT now(),
  "precision" double precision,
  precise_value bigint
);

CREATE TABLE blnk.balance_snapshots (
  id serial PRIMARY KEY,
  balance_id text NOT NULL REFERENCES blnk.balances (balance_id),
  ledger_id text NOT NULL REFERENCES blnk.ledgers (ledger_id),
  balance numeric NOT NULL,
  credit_balance numeric NOT NULL,
  debit_balance numeric NOT NULL,
  inflight_balance numeric NOT NULL,
  inflight_credit_balance numeric NOT NULL,
  inflight_debit_balance numeric NOT NULL,
  currency text NOT NULL,
  snapshot_time timestamptz NOT NULL,
  created_at timestamp NOT NULL,
  last_tx_id text,
  meta_data jsonb
);
CREATE INDEX idx_balance_snapshots_balance_id ON blnk.balance_snapshots (balance_id);
CREATE INDEX idx_balance_snapshots_snapshot_time ON blnk.balance_snapshots (snapshot_time);
CREATE INDEX idx_balance_snapshots_ledger_time ON blnk.balance_snapshots (ledger_id, snapshot_time);

CREATE TABLE blnk.api_keys (
  id serial PRIMARY KEY,
  api_key_id text NOT NULL UNIQUE,
  key text NOT NULL UNIQUE,
  name text NOT NULL,
  owner_id text NOT NULL,
  scopes text[] NOT NULL DEFAULT '{}',
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  is_revoked boolean NOT NULL DEFAULT false,
  revoked_at timestamptz,
  key_prefix varchar(16)
);
CREATE INDEX idx_api_keys_owner_id ON blnk.api_keys (owner_id);
CREATE INDEX idx_api_keys_key_prefix ON blnk.api_keys (key_prefix);

-- A mapping goes when its identity goes, which is how deleting an old owner loses lineage (contract 5.8).
CREATE TABLE blnk.lineage_mappings (
  id serial PRIMARY KEY,
  balance_id text NOT NULL CONSTRAINT fk_lineage_mappings_balance_id
    REFERENCES blnk.balances (balance_id) ON DELETE CASCADE,
  provider text NOT NULL,
  shadow_balance_id text NOT NULL CONSTRAINT fk_lineage_mappings_shadow_balance_id
    REFERENCES blnk.balances (balance_id) ON DELETE CASCADE,
  aggregate_balance_id text NOT NULL CONSTRAINT fk_lineage_mappings_aggregate_balance_id
    REFERENCES blnk.balances (balance_id) ON DELETE CASCADE,
  identity_id text NOT NULL CONSTRAINT fk_lineage_mappings_identity_id
    REFERENCES blnk.identity (identity_id) ON DELETE CASCADE,
  created_at timestamp NOT NULL DEFAULT now(),
  UNIQUE (balance_id, provider)
);
CREATE INDEX idx_lineage_mappings_balance_id ON blnk.lineage_mappings (balance_id);
CREATE INDEX idx_lineage_mappings_provider ON blnk.lineage_mappings (provider);
CREATE INDEX idx_lineage_mappings_shadow_balance_id ON blnk.lineage_mappings (shadow_balance_id);

CREATE TABLE blnk.lineage_outbox (
  id bigserial PRIMARY KEY,
  transaction_id text NOT NULL,
  source_balance_id text,
  destination_balance_id text,
  provider text,
  lineage_type text NOT NULL,
  payload jsonb NOT NULL,
  status text NOT NULL DEFAULT 'pending',
  attempts integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL DEFAULT 5,
  last_error text,
  created_at timestamp NOT NULL DEFAULT now(),
  processed_at timestamp,
  locked_until timestamp,
  inflight boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX lineage_outbox_transaction_id_uidx ON blnk.lineage_outbox (transaction_id);
CREATE INDEX idx_lineage_outbox_claim ON blnk.lineage_outbox (status, locked_until, attempts, created_at)
  WHERE status IN ('pending', 'processing');

-- Queued work that Core keeps in Redis: what a worker still has to do. Nothing of it is visible over HTTP.
CREATE TABLE blnk.queue_jobs (
  id bigserial PRIMARY KEY,
  task_id text NOT NULL UNIQUE,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX queue_jobs_run_at_idx ON blnk.queue_jobs (run_at, id);

INSERT INTO blnk.ledgers (name, ledger_id, meta_data) VALUES ('General Ledger', 'general_ledger_id', '{}');
