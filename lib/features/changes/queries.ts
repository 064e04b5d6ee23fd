import { queryOptions } from '@tanstack/react-query';
import { getJson } from '@/lib/base/get-json';
import { routes } from '@/lib/routes';
import type { ChangeDto } from './change-dto';

export type {
  ChangeDto,
  ChangeIdentity,
  ChangeRowDto,
  ChangeSide,
  ChangeState,
  ChangeSubject,
} from './change-dto';
export type { ChangeActorDto } from './list-change-actors';
export type { ChangeListDto } from './list-changes';

const SOONEST_MS = 500;
const LATEST_MS = 4_000;
const SEALING_MS = 1_000;

/** When an open change is worth another look: right after the worker has looked. */
export function rereadInMs(change: ChangeDto | undefined): number | false {
  if (!change || change.isSettled) return false;
  const { open } = change;
  // What is over is sealed within a second or two; a request that may still arrive takes longer.
  if (!open) return change.seal === null ? SEALING_MS : LATEST_MS;
  const wait = open.nextLookAt ? Date.parse(open.nextLookAt) - Date.parse(open.now) : SOONEST_MS;
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, wait + SOONEST_MS));
}

/** One change, read again by itself until nothing more can happen to it. */
export const changeQuery = (operationId: string) =>
  queryOptions({
    queryKey: ['changes', operationId],
    queryFn: ({ signal }) => getJson<ChangeDto>(routes.api.change(operationId), signal),
    refetchInterval: ({ state }) => rereadInMs(state.data),
  });
