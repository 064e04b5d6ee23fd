import { Badge } from '@/components/ui/badge';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { SettingsFacts } from '@/lib/features/settings/schema';
import { routes } from '@/lib/routes';

/** Where our own records are, and what keeps events from being changed there. */
export function DatabaseSection({ database }: { database: SettingsFacts['database'] }) {
  const byRole = database.protection === 'by_role_and_trigger';
  return (
    <Section title="Database">
      <DefinitionList>
        <Fact name="Address">
          <span className="code-text">{database.address}</span>
        </Fact>
        <Fact name="PostgreSQL">{database.version}</Fact>
        <Fact name="Audit events">
          <span className="flex flex-wrap items-center gap-x-2">
            {byRole ? 'Append-only by role and trigger' : 'Append-only by trigger only'}
            {!byRole && <Badge tone="warn">Weaker</Badge>}
          </span>
          <span className="block text-meta text-ink-3">
            {byRole
              ? 'The role that Counterfoil uses has no right to change or delete events, and triggers refuse it besides.'
              : 'The role that Counterfoil uses owns the tables and could remove the triggers. Give DATABASE_OWNER_URL and a role without ownership in DATABASE_URL.'}
          </span>
        </Fact>
      </DefinitionList>
    </Section>
  );
}

/** What is running. */
export function InstallationSection({ facts }: { facts: SettingsFacts }) {
  return (
    <Section title="Installation">
      <DefinitionList>
        <Fact name="Works on">
          {facts.environment === 'sandbox' ? 'The sandbox Core, with sample data' : 'A real Core'}
        </Fact>
        <Fact name="Address">
          <span className="code-text">{facts.publicUrl}</span>
        </Fact>
        <Fact name="Counterfoil">{facts.versions.counterfoil}</Fact>
        <Fact name="Node">{facts.versions.node}</Fact>
      </DefinitionList>
    </Section>
  );
}

/** The way to the people of this installation and to one's own sessions. */
export function PeopleSection({ count }: { count: number }) {
  return (
    <Section title="People" last>
      <p className="text-ink-2">
        {count === 1 ? '1 person' : `${count} people`} can sign in.{' '}
        <TextLink href={routes.people()}>Manage people</TextLink>
        {' · '}
        <TextLink href={routes.sessions()}>Your sessions</TextLink>
      </p>
    </Section>
  );
}
