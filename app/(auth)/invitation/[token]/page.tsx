import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Timestamp } from '@/components/shared/timestamp';
import { AcceptInvitationForm } from '@/components/sign-in/accept-invitation-form';
import { Door } from '@/components/sign-in/door';
import { TextLink } from '@/components/ui/text-link';
import { ROLE_NAMES } from '@/lib/base/actor';
import { getDoor } from '@/lib/features/sign-in/get-door';
import { getInvitation } from '@/lib/features/sign-in/get-invitation';
import { routes } from '@/lib/routes';

// The address is the secret: it must not be told to whatever is loaded from or linked here.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

type Props = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: Props) {
  await connection();
  const token = decodeURIComponent((await params).token);
  const [{ environment }, invitation] = await Promise.all([getDoor(), getInvitation(token)]);
  if (invitation.state === 'open') {
    return (
      <Door environment={environment} title="Join Counterfoil">
        <p className="text-ink-2">
          You are invited as <strong className="font-medium">{ROLE_NAMES[invitation.role]}</strong>{' '}
          and will sign in with <bdi className="font-medium break-all">{invitation.email}</bdi>.
          This link works once, until <Timestamp iso={invitation.expiresAt} year="always" />.
        </p>
        <AcceptInvitationForm token={token} email={invitation.email} />
      </Door>
    );
  }
  return (
    <Door
      environment={environment}
      title={
        invitation.state === 'expired' ? 'This invitation has expired' : 'This link is used up'
      }
    >
      <p className="text-ink-2">
        {invitation.state === 'expired' ? (
          <>
            It could be used until <Timestamp iso={invitation.expiresAt} year="always" />. Ask an
            admin for a new one.
          </>
        ) : (
          <>
            It was used, withdrawn or replaced by a newer one. If you have joined already, sign in;
            else ask an admin for a new link.
          </>
        )}
      </p>
      <p>
        <TextLink href={routes.signIn()}>Go to sign-in</TextLink>
      </p>
    </Door>
  );
}
