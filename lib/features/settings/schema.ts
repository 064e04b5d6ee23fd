import type { LogState } from '@/lib/audit/log-state';
import type { Capabilities } from '@/lib/core/capabilities';
import type { CarryPolicy } from '@/lib/lineage/carry';
import type { DatabaseFacts } from '@/lib/db/protection';

export type SettingsFacts = {
  environment: 'sandbox' | 'real';
  publicUrl: string;
  core: {
    /** Without user and password, should the address carry them. */
    address: string;
    label: string;
    health: Capabilities['health'];
    key: Capabilities['key'];
    hasKey: boolean;
    scopes: { scope: string; allowed: boolean | null }[];
    /** How fund lineage may be carried over here, and whether that is proven for how this Core behaves. */
    carry: {
      policy: CarryPolicy;
      isProven: boolean;
      /** What an operator's own run came to on a Core that behaves like this one. */
      run: { origin: string; cases: number; wrong: number; provenAt: string } | null;
    };
    /** ISO instant of Core's general ledger, by which one Core is told from another. */
    generalLedgerCreatedAt: string | null;
    /** ISO instant. */
    learntAt: string;
  };
  database: DatabaseFacts;
  log: LogState;
  versions: { counterfoil: string; node: string };
  /** People who may sign in. */
  peopleCount: number;
};
