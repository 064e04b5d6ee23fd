import 'server-only';
import { personal, type Facts } from '@/lib/audit/facts';
import { moneyText } from '@/lib/base/money';
import { type Failure } from '@/lib/base/result';
import { toMoney } from '@/lib/core/schemas/money';
import { plainText, say, type Sentence } from '@/lib/lineage/sentence';
import { type RenameEffect, type RenameStake } from './rename-effect';

/** What new names would do, in words. `none`: there is nothing to say. */
export type RenamePreviewDto =
  | { kind: 'none' }
  | { kind: 'nothing_tagged'; title: string; text: string }
  | {
      kind: 'breaks';
      title: string;
      /** The exact amounts at stake. */
      aside: Sentence;
      /** Worst first. */
      effects: { kind: string; title: Sentence; text: Sentence }[];
      digest: string;
    };

/** `70.00 USD, 12.00 EUR`, each amount set apart; `null` where there is none. */
function amounts(
  stakes: readonly RenameStake[],
  of: 'tagged' | 'inflight' | 'underNewName',
): Sentence | null {
  const some = stakes.filter((stake) => stake[of] !== 0n);
  if (some.length === 0) return null;
  return some.flatMap((stake, index) => [
    ...(index > 0 ? [', '] : []),
    { amount: moneyText(toMoney(stake[of], stake.currency)) },
  ]);
}

const NOTHING: Sentence = ['nothing'];

/** Of whom, and how the lineage name changes. */
type About = {
  /** What the identity is called now. */
  name: string;
  how: 'renamed' | 'tokenized';
};

const NOTHING_BREAKS = {
  renamed: 'The new name breaks nothing',
  tokenized: 'A tokenized name breaks nothing',
};
const WAY_BACK = {
  renamed: 'Giving the old name back before the next debit or credit undoes all of this.',
  tokenized: 'A token is another name to Core, and there is no way back from it.',
};

/** The words about what new names, or tokens in their place, do to the lineage of an identity. */
export function describeRename(effect: RenameEffect, { name, how }: About): RenamePreviewDto {
  if (effect.kind === 'none') return effect;
  if (effect.kind === 'nothing_tagged') {
    return {
      kind: 'nothing_tagged',
      title: NOTHING_BREAKS[how],
      text: `Core keeps fund lineage under the name, and ${name} has no tagged funds left under the old one. Lineage goes on under the new name.`,
    };
  }
  const { stakes, digest } = effect;
  const tagged = amounts(stakes, 'tagged');
  const inflight = amounts(stakes, 'inflight');
  return {
    kind: 'breaks',
    title: 'Lineage will stop matching after this change',
    aside: tagged ? say`${tagged} tagged` : say`${inflight ?? NOTHING} tagged and inflight`,
    effects: [
      ...debitEffects(stakes, name),
      ...(tagged
        ? [
            {
              kind: 'credit_hides',
              title: say`The next tagged credit hides up to ${tagged}.`,
              text: say`A credit from a provider that is known already replaces its mapping: what is left of it under the old name drops out of the lineage view.`,
            },
          ]
        : []),
      ...(inflight
        ? [
            {
              kind: 'inflight',
              title: say`${inflight} inflight will settle under the old name.`,
              text: say`It was tagged before the change, so committing or voiding it is booked where it began.`,
            },
          ]
        : []),
      {
        kind: 'every_balance',
        title: say`Every tracked balance of ${name} is affected.`,
        text: say`Lineage is kept per identity and currency, not per balance. ${WAY_BACK[how]}`,
      },
    ],
    digest,
  };
}

/** What the next debits meet: too little under the new name, or money that is not theirs. */
function debitEffects(stakes: readonly RenameStake[], name: string) {
  const stuck = stakes.filter(({ tagged, underNewName }) => tagged > underNewName);
  const mixed = stakes.filter(({ tagged, underNewName }) => tagged !== 0n && underNewName > 0n);
  const effects: { kind: string; title: Sentence; text: Sentence }[] = [];
  const left = amounts(stuck, 'tagged');
  if (left) {
    effects.push({
      kind: 'debit_stops_lineage',
      title: say`The next debits are paid, but lineage stops following them.`,
      text: say`Core releases tagged funds from the lineage total of the new name and finds ${amounts(stuck, 'underNewName') ?? NOTHING} there: the ${left} under the old name can no longer be released. After 5 tries it gives up.`,
    });
  }
  const found = amounts(mixed, 'underNewName');
  if (found) {
    effects.push({
      kind: 'debit_from_other_money',
      title: say`Debits are booked against ${found} that the new name holds already.`,
      text: say`These are funds from an earlier time under that name, or of a namesake. Both totals of ${name} are wrong from then on, and Core reports nothing.`,
    });
  }
  return effects;
}

/** What the person was told, word for word, for the evidence. */
export function effectFacts(effect: RenameEffect, about: About): Facts {
  const said = describeRename(effect, about);
  const effects = said.kind === 'breaks' ? said.effects : [];
  return {
    lineage_effect: effect.kind,
    ...(said.kind !== 'none' && {
      verdict_title: said.title,
      lineage_tagged: said.kind === 'breaks' ? plainText(said.aside) : '',
    }),
    ...Object.fromEntries(
      effects.map(({ title, text }, i) => [
        `effect_${i + 1}`,
        personal(`${plainText(title)} ${plainText(text)}`),
      ]),
    ),
  };
}

/** Why it is not sent: what it breaks is not what the person was shown. `null` when it is. */
export function effectProblem(
  effect: RenameEffect,
  { effectDigest }: { effectDigest: string },
  about: About,
): Failure | null {
  if (effect.kind !== 'breaks' || effectDigest === effect.digest) return null;
  const said = describeRename(effect, about);
  const aside = said.kind === 'breaks' ? ` (${plainText(said.aside)})` : '';
  return {
    code: 'conflict',
    message: `What the ${about.how === 'renamed' ? 'new' : 'tokenized'} name does to fund lineage is not what you were shown${aside}. Nothing was sent; look at it again.`,
  };
}
