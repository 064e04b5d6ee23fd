import { unreachable } from '@/lib/base/assert';
import { type Signal } from './health';
import { type Effect, type Impact, type ProviderAmount } from './impact';
import { otherBalances, possessive, type Sentence } from './sentence';

/** What the two identities are called. */
export type Names = { from: string; to: string };

/** An effect in words: a bold sentence, and a plain one where more is to be said. */
export type EffectWords = { title: Sentence; detail: Sentence };

/** The line of the verdict band. */
export function verdictSentence({ verdict, effects }: Impact): string {
  switch (verdict) {
    case 'label_only':
      return effects.some(({ kind }) => kind === 'realigned')
        ? 'Lineage and identity match again after this change'
        : 'Label change only; money and history stay as they are';
    case 'not_settled':
      return 'Lineage is still being booked';
    case 'will_break':
      return 'Lineage will stop matching after this change';
    case 'blocked':
      return effects.some(({ kind }) => kind === 'already_off')
        ? 'Lineage of this balance is already off'
        : 'Lineage could not be read in full';
    default:
      return unreachable(verdict);
  }
}

/** What is at stake, for the right end of the band: `120.00 USD tagged: stripe 70.00, paypal 50.00`. */
export function stakeSentence({ tagged, exact, effects }: Impact): Sentence {
  if (effects.some(({ kind }) => kind === 'untracked'))
    return ['This balance does not track lineage'];
  const total = tagged.reduce((sum, { amount }) => sum + amount, 0n);
  if (total === 0n) return ['No tagged funds are left'];
  return [exact ? '' : 'Up to ', total, ' tagged: ', ...amountsOf(tagged)];
}

/** `stripe 70.00, paypal 50.00` */
function amountsOf(providers: readonly ProviderAmount[]): Sentence {
  return providers.flatMap(({ provider, amount }, i) => [`${i ? ', ' : ''}${provider} `, amount]);
}

/** One effect of a change of identity, in plain sentences with exact amounts. */
export function effectWords(effect: Effect, names: Names): EffectWords {
  const { from, to } = names;
  switch (effect.kind) {
    case 'untracked':
      return say(['This balance does not track lineage.'], ['Only its label changes.']);
    case 'same_name':
      return say(
        ['Both identities share one lineage name: lineage is not affected.'],
        ['Core cannot tell them apart, so nothing moves and nothing breaks.'],
      );
    case 'realigned':
      return say(
        [`Lineage already runs under ${to}.`],
        ['This change brings identity and lineage together again.'],
      );
    case 'all_spent':
      return effect.never
        ? say([`Nothing was ever tagged: lineage starts under ${to}.`], [])
        : say(
            [`All tagged funds are spent: lineage continues under ${to}.`],
            ['Received and spent start again from zero with the next tagged credit.'],
          );
    case 'debit_stops':
    case 'debit_takes_others':
      return debitWords(effect, to);
    case 'credit_hides':
      return say(['The next tagged credit hides money.'], hides(effect.providers));
    case 'credit_merges':
      return say(
        ['A tagged credit then mixes the funds of two owners.'],
        [`It adds this balance to what ${to} already holds: `, ...amountsOf(effect.providers), '.'],
      );
    case 'siblings_share':
      return siblingWords(effect, from);
    case 'inflight_stays':
      return say(
        [effect.amount, ` inflight will settle under ${from}.`],
        ['Tagged money that is held stays in the old lineage, whether committed or voided.'],
      );
    case 'never_delete':
      return say(
        [`${from} must never be deleted after this.`],
        ['Core keeps the lineage of this balance under that identity, and would delete it too.'],
      );
    case 'not_settled':
      return say(
        ['Lineage is still being booked.'],
        [`Checking again in ${Math.ceil(effect.recheckMs / 1000)} s.`],
      );
    case 'already_off':
      return say(
        ['Lineage no longer follows this balance, so what a change would do cannot be said.'],
        effect.signals.flatMap((signal, i) => [i ? ' ' : '', ...signalSentence(signal)]),
      );
    case 'cannot_tell':
      return say(
        ['What a change would do to lineage cannot be said.'],
        ['Core did not answer everything that has to be known. Nothing was changed.'],
      );
    default:
      return unreachable(effect);
  }
}

const say = (title: Sentence, detail: Sentence): EffectWords => ({ title, detail });

function debitWords(
  effect: Extract<Effect, { kind: 'debit_stops' | 'debit_takes_others' }>,
  to: string,
): EffectWords {
  if (effect.kind === 'debit_takes_others') {
    return say(
      [`The next debit is booked against ${possessive(to)} other money.`],
      [
        'Core releases it from lineage that belongs to other balances of the new identity (',
        effect.amount,
        '). Both lineages are wrong afterwards, and nothing in Core says so.',
      ],
    );
  }
  return say(
    effect.above === 0n
      ? ['The next debit is paid, but lineage stops.']
      : ['A debit above ', effect.above, ' is paid, but lineage stops.'],
    [
      `Core cannot release it from ${possessive(to)} lineage total (`,
      effect.above,
      '). After 5 tries it gives up, and lineage of this balance stops updating.',
    ],
  );
}

function siblingWords(
  { count, complete, amount }: Extract<Effect, { kind: 'siblings_share' }>,
  from: string,
): EffectWords {
  const one = count === 1 && complete;
  return say(
    [
      `${otherBalances(count, complete)} of ${from} ${one ? 'shares' : 'share'} these lineage funds.`,
    ],
    [`${one ? 'It goes' : 'They go'} on showing the same `, amount, '.'],
  );
}

function hides(providers: readonly ProviderAmount[]): Sentence {
  const [first, ...rest] = providers;
  if (!first) return [];
  return [
    `A credit from ${first.provider} replaces the mapping: `,
    first.amount,
    ' drops out of the lineage view.',
    ...rest.flatMap(({ provider, amount }) => [` From ${provider}: `, amount, '.']),
  ];
}

/** What is off, and by how much. */
export function signalSentence(signal: Signal): Sentence {
  switch (signal.kind) {
    case 'pointer':
      return [
        signal.amount,
        ` from ${signal.provider} lies in the lineage of another identity’s name.`,
      ];
    case 'total_short':
      return [
        'The lineage total of the identity is ',
        signal.amount,
        ' short: it holds ',
        signal.total,
        '.',
      ];
    case 'over':
      return [signal.amount, ' more is tagged than the balance holds.'];
    case 'orphan':
      return [signal.amount, ' lies in a former shadow balance that nothing points to any more.'];
    case 'credit_lost':
      return [
        'A credit of ',
        signal.amount,
        ` from ${signal.provider} (${signal.reference}) was never followed.`,
      ];
    case 'negative':
      return [`The lineage balance ${signal.indicator} is at `, signal.amount, '.'];
    default:
      return unreachable(signal);
  }
}
