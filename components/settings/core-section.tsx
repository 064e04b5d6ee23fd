import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import type { SettingsFacts } from '@/lib/features/settings/schema';
import { LearnAgain } from './learn-again';
import { ScopeList } from './scope-list';

type Core = SettingsFacts['core'];

const KEYS: Record<Core['key'], string> = {
  open: 'None needed: this Core runs open',
  master: 'The master key: may do everything',
  api_key: 'An API key with the scopes below',
  refused: 'Refused by Core',
  unknown: 'Not known yet',
};

/** Which Core this console works on, and what the key may do there. */
export function CoreSection({ core }: { core: Core }) {
  const isUp = core.health.state === 'up';
  return (
    <Section title="Core" beside={<HealthBadge health={core.health} />} action={<LearnAgain />}>
      <DefinitionList>
        <Fact name="Address">
          <span className="code-text">{core.address}</span>
        </Fact>
        <Fact name="Version">{isUp ? core.label : 'Not known while Core is away'}</Fact>
        <Fact name="Key">
          {!core.hasKey && core.key === 'refused'
            ? 'None given, and this Core asks for one'
            : KEYS[core.key]}
        </Fact>
        {isUp && (
          <Fact name="Lineage">
            {carryWords(core.carry)}
            {core.carry.run && <ProofRun run={core.carry.run} />}
          </Fact>
        )}
        {core.generalLedgerCreatedAt && (
          <Fact name="In use since">
            <Timestamp iso={core.generalLedgerCreatedAt} year="always" />
          </Fact>
        )}
        <Fact name="Learnt">
          <Timestamp iso={core.learntAt} precision="second" />
        </Fact>
      </DefinitionList>
      {isUp ? (
        <ScopeList scopes={core.scopes} />
      ) : (
        <PanelState kind="failed">
          {core.health.state === 'down'
            ? 'Core answers, but its database does not. What the key may do cannot be learnt until it does.'
            : 'Nothing answers as Core at this address. What the key may do cannot be learnt until it does.'}
        </PanelState>
      )}
    </Section>
  );
}

const WAYS: Record<Core['carry']['policy'], string> = {
  auto: 'in place, else by draining and refilling',
  'in-place': 'in place only',
  'drain-refill': 'by draining and refilling only',
  off: '',
};

/** Whether and how lineage is carried over with a balance. */
function carryWords({ policy, isProven }: Core['carry']): string {
  if (policy === 'off') return 'Never carried over: switched off by LINEAGE_CARRY';
  if (!isProven) {
    return 'Not carried over: proven for Core 0.15 and newer, and this Core behaves otherwise. An operator can prove it on a staging Core: npm run core:prove';
  }
  return `Carried over ${WAYS[policy]}; proven for this Core`;
}

/** What an operator's own run came to. */
function ProofRun({ run }: { run: NonNullable<Core['carry']['run']> }) {
  const { origin, cases, wrong, provenAt } = run;
  return (
    <span className="block text-meta text-ink-3">
      Run on <span className="code-text">{origin}</span>, <Timestamp iso={provenAt} />: {cases}{' '}
      cases, {wrong === 0 ? 'none wrong' : `${wrong} wrong`}
    </span>
  );
}

function HealthBadge({ health }: { health: Core['health'] }) {
  if (health.state === 'up') return <Badge tone="ok">Answered in {health.tookMs} ms</Badge>;
  return <Badge tone="bad">{health.state === 'down' ? 'Its database is down' : 'Away'}</Badge>;
}
