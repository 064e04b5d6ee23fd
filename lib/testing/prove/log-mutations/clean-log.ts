import { type NewEvent } from '@/lib/audit/events';
import { personal } from '@/lib/audit/facts';
import { type Actor, ROLES } from '@/lib/base/actor';
import { type SeededRandom } from '@/lib/base/seeded-random';
import { operationEvents } from './operation-events';
import { entryOf, keyChange, type Log, newKey, type Seal } from './log';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SEALER: Actor = { kind: 'system', id: 'sealer', name: 'Sealer' };
/** Names that a verifier must hash as they were written. */
const NAMES = [
  'Ada Okafor',
  'Łucja Ømer',
  '田中 花子',
  'O’Brien “Bo”',
  'a\u2028b',
  '😀 \\ " \u0001',
  '',
];

/** Facts whose names and texts canonical JSON writes with care, and puts in the order of UTF-16. */
const ODD_FACTS = {
  '\ufb33': '\ufb33',
  '\u{1f600}': '\u{1f600}',
  '"': '"',
  '\\': '\\/',
  '\n': '\b\f\n\r\t\u0000\u001f\u007f\u2028',
  '': '',
  '10': -0,
  '9': 1 - 2 ** 53,
};

export function someone(random: SeededRandom): Actor {
  const role = random.pick(ROLES);
  return {
    kind: 'person',
    id: `person_${random.between(1, 5)}`,
    name: random.pick(NAMES),
    role,
    sessionId: `session_${random.between(1, 9)}`,
  };
}

type Dated = { event: NewEvent; at: number };

/**
 * A log as an installation may have written it: changes of every kind with every outcome, interleaved;
 * sign-ins, notes, denials; sealed in batches; beating while idle; stopped and started; its key changed.
 */
export function cleanLog(random: SeededRandom): Log {
  const origin = `counterfoil/${random.uuid().slice(0, 8)}`;
  const log: Log = { origin, entries: [], seals: [] };
  let keys = [newKey()];
  let at = Date.UTC(2026, 0, 1) + random.between(0, 365 * 24 * HOUR);
  const write = ({ event, at: when }: Dated) => log.entries.push(entryOf(event, when));
  const seal = (more: Pick<Seal, 'keys'> = { keys: keys.slice(0, 1) }) => {
    if (log.entries.length > (log.seals.at(-1)?.size ?? 0)) {
      log.seals.push({ size: log.entries.length, at, ...more });
    }
  };
  const ofLog = (kind: 'log.heartbeat' | 'log.sealing_started' | 'log.sealing_stopped') =>
    write({ event: { kind, actor: SEALER, subject: { type: 'log', id: origin } }, at });

  ofLog('log.sealing_started');
  write({ event: keyChange(origin, null, keys[0]!), at });
  seal();
  const parts = random.between(2, 6);
  for (let part = 0; part < parts; part += 1) {
    at += random.between(1, 30 * MINUTE);
    for (const dated of busyHour(random, at)) {
      at = Math.max(at, dated.at);
      write(dated);
      if (random.chance(0.3)) seal();
    }
    at += random.between(0, 2_000);
    seal();
    if (random.chance(0.3)) {
      at += HOUR + random.between(0, MINUTE);
      ofLog('log.heartbeat');
      seal();
    }
    if (random.chance(0.2)) {
      ofLog('log.sealing_stopped');
      seal();
      at += random.between(MINUTE, 48 * HOUR);
      ofLog('log.sealing_started');
      seal();
    }
    if (random.chance(0.2)) {
      const [former] = keys as [(typeof keys)[number]];
      keys = [newKey(), former];
      write({ event: keyChange(origin, former, keys[0]!), at });
      seal({ keys });
    }
  }
  return log;
}

/** Some changes at once and what else people do, in the order of time. */
function busyHour(random: SeededRandom, from: number): Dated[] {
  const changes = Array.from({ length: random.between(1, 4) }, () =>
    operationEvents(random, { actor: someone(random), at: from + random.between(0, MINUTE) }),
  );
  const others = Array.from({ length: random.between(0, 4) }, () => ({
    event: otherEvent(random),
    at: from + random.between(0, 2 * MINUTE),
  }));
  // A stable sort: what one change wrote in one millisecond stays in its order.
  return [...changes.flat(), ...others].sort((a, b) => a.at - b.at);
}

function otherEvent(random: SeededRandom): NewEvent {
  const actor = someone(random);
  switch (random.between(0, 4)) {
    case 0:
      return {
        kind: 'sign_in',
        actor,
        method: 'password',
        session_id: 's',
        ip: personal('10.0.0.1'),
      };
    case 1:
      return {
        kind: 'reveal',
        actor,
        subject: { type: 'identity', id: 'idt_1' },
        fields: ['email_address', 'dob'],
        reason: { note: personal(random.pick(NAMES)), ticket: 'SUP-9' },
      };
    case 2:
      return {
        kind: 'operation.denied',
        actor,
        operation: { id: random.uuid(), kind: 'ledger.rename' },
        subject: { type: 'ledger', id: null },
        permission: 'ledgers:rename',
        by: 'role',
        why: personal('Your role does not include it.'),
      };
    case 3:
      return {
        kind: 'export',
        actor,
        what: 'audit_event',
        format: 'csv',
        filters: { scope: 'all' },
      };
    default:
      return {
        kind: 'setting.changed',
        actor,
        name: 'decimals',
        before: { XYZ: random.between(-9, 9), ok: false },
        after: { XYZ: 2 ** 53 - 1, ok: true, none: null, ...ODD_FACTS },
      };
  }
}
