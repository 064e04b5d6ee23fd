import { ButtonLink } from '@/components/ui/button-link';
import { NotFoundState } from '@/components/ui/state-block';
import { routes } from '@/lib/routes';

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[480px] content-center">
      <NotFoundState
        title="There is no such page"
        action={
          <ButtonLink size="small" href={routes.balances()}>
            Go to balances
          </ButtonLink>
        }
      >
        The address may have been mistyped.
      </NotFoundState>
    </main>
  );
}
