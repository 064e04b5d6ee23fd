import { Badge } from '@/components/ui/badge';
import { classes } from '@/components/ui/classes';

/** What was measured when this page asked Core for something. */
export type CoreReach =
  { kind: 'answers'; ms: number } | { kind: 'slow'; ms: number } | { kind: 'silent' };

type EnvironmentProps = {
  environment: 'sandbox' | 'real';
  /** `Core 0.15`, as far as it can be told. */
  coreLabel: string;
};

/** Which money this is: the sandbox's or real. The most important badge of the product. */
export function EnvironmentBadge({ environment }: Pick<EnvironmentProps, 'environment'>) {
  return environment === 'sandbox' ? (
    <Badge tone="solid">Sandbox</Badge>
  ) : (
    <Badge tone="warn">Real</Badge>
  );
}

/** The box at the top of the sidebar. */
export function EnvironmentBox({ environment, coreLabel }: EnvironmentProps) {
  return (
    <div className="mt-2.5 mb-3 grid grid-cols-[1fr_auto] items-center gap-y-0.5 rounded-md border border-line-strong bg-paper px-2 py-[7px]">
      <span className="min-w-0 truncate font-medium">{coreLabel}</span>
      <EnvironmentBadge environment={environment} />
      <span className="col-span-2 text-meta text-ink-3">
        {environment === 'sandbox' ? 'Demo data, no real money' : 'Real money'}
      </span>
    </div>
  );
}

const DOTS = { answers: 'bg-bar', slow: 'bg-caution', silent: 'bg-danger' } as const;

/** Whether and how fast Core answered; left out where nothing was asked. */
export function CoreReachLine({ reach, rail }: { reach: CoreReach; rail?: boolean }) {
  const words =
    reach.kind === 'silent' ? 'Core is not answering' : `Core answers in ${reach.ms} ms`;
  return (
    <p
      title={words}
      className={classes(
        'flex items-center gap-2 px-2 text-meta text-ink-3',
        rail && 'max-xl:justify-center',
      )}
    >
      <span
        aria-hidden="true"
        className={classes('size-1.5 flex-none rounded-full', DOTS[reach.kind])}
      />
      <span className={classes(rail && 'max-xl:sr-only')}>{words}</span>
    </p>
  );
}
