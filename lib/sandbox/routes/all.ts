import type { Route } from '../router';
import { accountRoutes } from './accounts';
import { apiKeyRoutes } from './api-keys';
import { balanceAtRoutes } from './balance-at';
import { balanceRoutes } from './balances';
import { bulkRoutes } from './bulk';
import { healthRoutes } from './health';
import { hookRoutes } from './hooks';
import { identityRoutes } from './identities';
import { inflightRoutes } from './inflight';
import { ledgerRoutes } from './ledgers';
import { lineageRoutes } from './lineage';
import { metadataRoutes } from './metadata';
import { monitorRoutes } from './monitors';
import { notBuiltRoutes } from './not-built';
import { recoverRoutes } from './recover';
import { refundRoutes } from './refund';
import { searchRoutes } from './search';
import { snapshotRoutes } from './snapshots';
import { tokenizationRoutes } from './tokenization';
import { transactionRoutes } from './transactions';

/** Everything Core answers. */
export const allRoutes: readonly Route[] = [
  ...healthRoutes,
  ...ledgerRoutes,
  ...balanceRoutes,
  ...balanceAtRoutes,
  ...lineageRoutes,
  ...identityRoutes,
  ...tokenizationRoutes,
  ...transactionRoutes,
  ...inflightRoutes,
  ...refundRoutes,
  ...bulkRoutes,
  ...snapshotRoutes,
  ...recoverRoutes,
  ...accountRoutes,
  ...monitorRoutes,
  ...metadataRoutes,
  ...apiKeyRoutes,
  ...hookRoutes,
  ...searchRoutes,
  ...notBuiltRoutes,
];
