'use client';
import type { ChangeDto } from '@/lib/features/changes/queries';
import { useCountdown } from './use-countdown';

type ChangeWaitingProps = { open: NonNullable<ChangeDto['open']>; readAtMs?: number };

/** While an outcome is not known: when Core is read next, and how long nobody else can interfere. */
export function ChangeWaiting({ open, readAtMs }: ChangeWaitingProps) {
  const { nextLookAt, reservedUntil, now } = open;
  const waitMs = nextLookAt ? Math.max(0, Date.parse(nextLookAt) - Date.parse(now)) : null;
  const counted = useCountdown(
    waitMs === null || readAtMs === undefined ? null : readAtMs + waitMs,
  );
  const seconds = counted ?? Math.ceil((waitMs ?? 0) / 1000);
  return (
    <p className="mt-2 text-meta">
      {seconds ? `Next read in ${seconds} s.` : 'Core is being read.'}
      {reservedUntil && ` Reserved until ${reservedUntil.slice(11, 19)} UTC at the latest.`}
    </p>
  );
}
