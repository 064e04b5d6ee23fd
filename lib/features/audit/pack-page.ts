import 'server-only';
import { type EventRecord } from '@/lib/audit/event-record';
import { type Pack } from '@/lib/audit/bundle';
import { wordsOf } from '@/lib/base/fact-names';
import { moneyText } from '@/lib/base/money';
import { stubNumber } from '@/lib/base/stub-number';
import { type AuditEntryDto, type AuditValue } from './audit-dto';

type Entry = Omit<AuditEntryDto, 'proof' | 'erasable'>;

/** What a pack is about: the entries of one change in the order of their writing. */
export type PackTold = { entries: readonly Entry[]; events: readonly EventRecord[]; pack: Pack };

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string) => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter]!);

function valueText(value: AuditValue): string {
  switch (value.is) {
    case 'money':
      return moneyText(value.money);
    case 'object':
      return value.name === null ? value.id : `${value.name} (${value.id})`;
    case 'erased':
      return 'Erased';
    case 'nothing':
      return 'None';
    default:
      return value.text;
  }
}

const row = (name: string, text: string | null) =>
  text === null || text === '' ? '' : `<tr><th>${html(name)}</th><td>${html(text)}</td></tr>`;

/** The page of a pack that is read first: what happened, and how to check it. In UTC, for it is read anywhere. */
export function packPage(told: PackTold): string {
  const { entries } = told;
  const first = entries[0]!;
  const last = entries.at(-1)!;
  const number = first.change?.number ?? null;
  const title =
    number === null ? first.action : `Stub ${stubNumber(Number(number))}: ${first.action}`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>
body { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; font: 15px/1.5 system-ui, sans-serif; color: #1c1d18; background: #fff; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #e4e2d8; overflow-wrap: anywhere; }
th { width: 11rem; font-weight: 400; color: #5d5f55; } code { overflow-wrap: anywhere; } .quiet { color: #5d5f55; }
@media print { body { padding: 0; } h3, table { break-inside: avoid; } }
</style>
<h1>${html(title)}</h1>
<p class="quiet">What Counterfoil recorded of this change, with what is needed to check it. Times are UTC.</p>
<table>
${row('Outcome', last.kind === 'operation.outcome' ? wordsOf(last.outcome) : 'None yet')}
${row('Balance, identity or ledger', last.object?.id ?? first.object?.id ?? null)}
${row('Before', first.before)}
${row('Asked for', first.after)}
${row('Read from Core at the end', last.after ?? last.before)}
${row('Asked for by', `${first.actor.name ?? 'Name erased'}${first.role ? `, ${first.role}` : ''} (${first.actor.id})`)}
${row('Reason', [first.why.category, first.why.ticket].filter(Boolean).join(', '))}
${row('Note', first.why.note && valueText(first.why.note))}
${row('Requested', first.at)}
${row('Ended', last.kind === 'operation.outcome' ? last.at : null)}
${row('Operation id', first.change?.operationId ?? null)}
</table>
<h2>Everything that was recorded</h2>
${entries.map((entry, at) => entryPart(entry, told.events[at]!, told.pack)).join('\n')}
${checkPart(told.pack)}
</html>
`;
}

/** What a record says, in words. */
const HAPPENED: Record<string, string> = {
  'operation.intent': 'Asked for, and stored before anything was sent',
  'operation.attempt': 'A request to Core, written down before it left',
  'operation.step': 'The next step was decided',
  'operation.step_outcome': 'A step ended',
  'operation.outcome': 'The outcome, by what Core showed afterwards',
};

function entryPart(entry: Entry, event: EventRecord, pack: Pack): string {
  const record = pack.records.find(({ body }) => body === event.body);
  const { changed: sides } = entry;
  // What Core showed just before a request has no other side.
  const changed = sides?.rows.map(({ name, before, after }) =>
    row(name, sides.after ? `${valueText(before)} → ${valueText(after)}` : valueText(before)),
  );
  return `<h3>${html(entry.at)} · ${html(HAPPENED[entry.kind] ?? entry.kind)}</h3>
<table>
${row('Record', entry.kind)}
${row('Came to', wordsOf(entry.outcome))}
${row('By', entry.actor.name ?? entry.actor.id)}
${(changed ?? []).join('\n')}
${entry.facts.map(({ name, value }) => row(name, valueText(value))).join('\n')}
${row('Place in the log', record ? String(record.leafIndex) : null)}
${row('Hash', event.leafHash)}
</table>`;
}

function checkPart({ origin, checkpoint }: Pack): string {
  return `<h2>How to check it</h2>
<ol>
<li>Open <code>counterfoil-verify.html</code> in a browser and give it this archive. It needs no network. Or run
<code>node counterfoil-verify.mjs PACK.zip</code>, or <code>python3 counterfoil-verify.py PACK.zip</code>. Whoever does not trust the copies in
here takes them from elsewhere, or writes one: <code>evidence-format.md</code> says all that is needed.</li>
<li>It says whether each record above is in the log, unchanged, under a signed checkpoint; whether the change went as a change must; and
whether the names and notes are those that were recorded.</li>
<li>Give it an anchor too: the checkpoints that whoever runs Counterfoil, or you, keep outside of its database. Without one it answers
“incomplete”, because a log that was rewritten as a whole would look sound from inside.</li>
</ol>
<table>
${row('Log', origin)}
${row('Checkpoint', `over ${checkpoint.size} records`)}
${row('Public key', checkpoint.key)}
</table>`;
}
