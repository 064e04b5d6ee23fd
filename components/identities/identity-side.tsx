import { StateBadge } from '@/components/shared/operation-state';
import { slipNumber } from '@/components/shared/slip';
import { Timestamp } from '@/components/shared/timestamp';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { PanelState } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import { routes } from '@/lib/routes';

export type SideChange = {
  operationId: string;
  number: string;
  kindName: string;
  state: Parameters<typeof StateBadge>[0]['state'];
  actorName: string;
  requestedAt: string;
};

type IdentitySideProps = {
  /** For `/changes` of this identity alone. */
  identityId: string;
  changes: SideChange[];
  moreChanges: boolean;
  metaData: { key: string; value: string }[];
};

/** Beside an identity: what was changed of it here, and its metadata. */
export function IdentitySide({ identityId, changes, moreChanges, metaData }: IdentitySideProps) {
  return (
    <>
      <Section
        title="Changes"
        action={
          moreChanges && <TextLink href={routes.changes({ q: identityId })}>All changes</TextLink>
        }
      >
        {changes.length === 0 && (
          <PanelState>Nothing about this identity was changed in Counterfoil.</PanelState>
        )}
        <ul className="grid gap-3">
          {changes.map((change) => (
            <li key={change.operationId} className="grid gap-0.5">
              <span className="flex items-center gap-2">
                <TextLink href={routes.change(change.operationId)}>
                  {change.kindName}, stub {slipNumber(change.number)}
                </TextLink>
                <StateBadge state={change.state} />
              </span>
              <span className="text-meta text-ink-3">
                <bdi>{change.actorName}</bdi>, <Timestamp iso={change.requestedAt} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Metadata" last>
        {metaData.length === 0 ? (
          <PanelState>No metadata.</PanelState>
        ) : (
          <DefinitionList>
            {metaData.map(({ key, value }) => (
              <Fact key={key} name={key} mono>
                {value}
              </Fact>
            ))}
          </DefinitionList>
        )}
      </Section>
    </>
  );
}
