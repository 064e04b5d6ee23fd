import type { Route } from 'next';

const part = (id: string) => encodeURIComponent(id);

function withQuery(path: string, query?: Record<string, string | undefined>): Route {
  const entries = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  const text = new URLSearchParams(entries).toString();
  return (text ? `${path}?${text}` : path) as Route;
}

/** Every address of the app. Ids are encoded here and nowhere else. */
export const routes = {
  home: '/' as Route,
  signIn: (query?: { next?: string }) => withQuery('/sign-in', query),
  balances: (query?: Record<string, string | undefined>) => withQuery('/balances', query),
  newBalance: (query?: Record<string, string | undefined>) => withQuery('/balances/new', query),
  balance: (id: string, query?: { reassign?: '1'; undo?: string }) =>
    withQuery(`/balances/${part(id)}`, query),
  ownership: (balanceId: string, query?: { on?: string }) =>
    withQuery(`/balances/${part(balanceId)}/ownership`, query),
  identities: (query?: Record<string, string | undefined>) => withQuery('/identities', query),
  newIdentity: () => '/identities/new' as Route,
  identity: (id: string) => `/identities/${part(id)}` as Route,
  editIdentity: (id: string) => `/identities/${part(id)}/edit` as Route,
  ledgers: (query?: Record<string, string | undefined>) => withQuery('/ledgers', query),
  newLedger: () => '/ledgers/new' as Route,
  ledger: (id: string) => `/ledgers/${part(id)}` as Route,
  transaction: (id: string) => `/transactions/${part(id)}` as Route,
  changes: (query?: Record<string, string | undefined>) => withQuery('/changes', query),
  change: (operationId: string) => `/changes/${part(operationId)}` as Route,
  audit: (query?: Record<string, string | undefined>) => withQuery('/audit', query),
  settings: () => '/settings' as Route,
  people: () => '/settings/people' as Route,
  sessions: () => '/settings/sessions' as Route,
  /** Our own GET addresses, for re-reads in the browser. */
  api: {
    balancesCount: (query: Record<string, string | undefined>) =>
      withQuery('/api/balances/count', query),
    lineageTraits: (ids: readonly string[]) =>
      withQuery('/api/balances/traits', { ids: ids.join(',') }),
    searchIdentities: (q: string) => withQuery('/api/identities/search', { q }),
    renamePreview: (id: string, names: Record<string, string>) =>
      withQuery(`/api/identities/${part(id)}/rename-preview`, names),
    tokenizePreview: (id: string, fields: readonly string[]) =>
      withQuery(`/api/identities/${part(id)}/tokenize-preview`, {
        fields: fields.join(',') || undefined,
      }),
    deletePreview: (id: string) => `/api/identities/${part(id)}/delete-preview`,
    searchLedgers: (q: string) => withQuery('/api/ledgers/search', { q }),
    balanceLineage: (id: string) => `/api/balances/${part(id)}/lineage`,
    reassignPreview: (id: string, query: { to?: string }) =>
      withQuery(`/api/balances/${part(id)}/reassign-preview`, query),
    undo: (id: string, operationId: string) =>
      withQuery(`/api/balances/${part(id)}/undo`, { of: operationId }),
    auditExport: (query: Record<string, string | undefined>) =>
      withQuery('/api/audit/export', query),
    evidence: () => '/api/audit/evidence',
    evidencePack: (operationId: string) => `/api/changes/${part(operationId)}/evidence`,
    verifier: (as: 'program' | 'page' | 'python') => withQuery('/api/audit/verifier', { as }),
    change: (operationId: string) => `/api/changes/${part(operationId)}`,
  },
  invitation: (token: string) => `/invitation/${part(token)}` as Route,
};
