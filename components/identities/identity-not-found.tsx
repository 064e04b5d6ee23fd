'use client';
import { useParams } from 'next/navigation';
import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

/** Says which identity was asked for, so that a cut-off id can be seen. */
export function IdentityNotFoundState() {
  const { identityId } = useParams<{ identityId: string }>();
  return (
    <NotFoundState
      title="Core has no such identity"
      action={
        <ButtonLink size="small" href={routes.identities()}>
          See all identities
        </ButtonLink>
      }
    >
      You asked for <span className="code-text break-all">{decodeURIComponent(identityId)}</span>.
      The id may have been cut off or mistyped, it may belong to another Core, or the identity was
      deleted, which Core allows only while no balance belongs to it.
    </NotFoundState>
  );
}
