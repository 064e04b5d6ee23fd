import { type NamedIdentity } from '@/lib/core/endpoints/names';

/** An owner that changed outside Counterfoil. Times are ISO 8601 UTC. */
export type DriftDto = {
  /** Of its entry in the log. */
  id: string;
  cause: 'outside' | 'late_answer' | 'incident';
  /** `null` for an incident. */
  balanceId: string | null;
  from: NamedIdentity | null;
  to: NamedIdentity | null;
  /** Balances that differ; 1 but for an incident. */
  balances: number;
  /** The change whose request may have arrived late; digits of its stub. */
  lateOf: { operationId: string; number: string } | null;
  since: string | null;
  foundAt: string;
};

/** Where the check of owners is. */
export type OwnerCheckDto = {
  /** Of the balances that something happened to lately. */
  recent: { finishedAt: string | null; problem: string | null };
  all: {
    finishedAt: string | null;
    isRunning: boolean;
    /** Balances that the run under way has looked at, and that the last one did. */
    checked: number;
    lastChecked: number | null;
    /** The run takes down who owns what, and finds nothing yet. */
    isBaseline: boolean;
    problem: string | null;
  };
  /** Somebody asked for a check, and it has not ended yet. */
  isWanted: boolean;
};
