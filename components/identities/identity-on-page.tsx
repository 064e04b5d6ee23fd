import type { ComponentProps } from 'react';
import { identityTypeName } from '@/components/shared/identity-name';
import { SubjectChanges } from '@/components/shared/subject-changes';
import { ZoneName } from '@/components/shared/zone-name';
import { SplitPage } from '@/components/ui/page-body';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { IdentityDetail } from '@/lib/features/identities/queries';
import { routes } from '@/lib/routes';
import { IdentityBalances } from './identity-balances';
import { IdentitySide } from './identity-side';
import { PersonalFields } from './personal-fields';
import { TokenizeIdentity } from './tokenize-identity';

type IdentityOnPageProps = {
  identity: IdentityDetail;
  /** Why this person may not reveal personal fields, or `null`. */
  revealReason: string | null;
  /** Why this person may not tokenize, or `null`. */
  tokenizeReason: string | null;
  /** Why this person may not create a balance, or `null`. */
  createReason: string | null;
  /** The newest changes made to it. */
  changes: {
    rows: ComponentProps<typeof SubjectChanges>['changes'];
    hasMore: boolean;
  };
};

/** An identity: who it is, its masked fields, what it owns, and what was changed about it. */
export function IdentityOnPage(props: IdentityOnPageProps) {
  const { identity, revealReason, tokenizeReason, createReason, changes } = props;
  const { identityId, name, type } = identity;
  return (
    <SplitPage side={<IdentitySide identity={identity} />} sideLabel="About this identity">
      <div className="flex flex-wrap items-baseline gap-x-2.5 border-b px-gutter py-3.5 max-sm:px-4">
        <h1 className="min-w-0 text-[18px] leading-6 font-semibold tracking-[-0.01em] break-words">
          <bdi>{name}</bdi>
        </h1>
        {type && <span className="text-ink-3">{identityTypeName(type)}</span>}
      </div>
      <Section
        title="Personal"
        beside={<span className="text-meta text-ink-3">masked; reveals are recorded</span>}
        action={<TokenizeIdentity identityId={identityId} reason={tokenizeReason} />}
      >
        <PersonalFields
          identityId={identityId}
          masked={identity.personal}
          tokenized={identity.tokenized}
          revealReason={revealReason}
        />
      </Section>
      <IdentityBalances {...identity} createReason={createReason} />
      <Section
        title="Changes made to it"
        action={
          changes.hasMore && (
            <TextLink href={routes.changes({ q: identityId })}>All changes</TextLink>
          )
        }
        last
      >
        <SubjectChanges changes={changes.rows} what="this identity" />
      </Section>
      <p className="flex flex-wrap gap-x-4 px-gutter py-3 text-meta text-ink-3 max-sm:px-4">
        <ZoneName />
      </p>
    </SplitPage>
  );
}
