'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { FormFooter } from '@/components/forms/form-footer';
import { problemSentence } from '@/components/forms/problem-count';
import { useUnsaved } from '@/components/forms/use-unsaved';
import { OperationFailure } from '@/components/shared/operation-failure';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { SplitPage } from '@/components/ui/page-body';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { type ComboboxOption } from '@/components/ui/combobox-option';
import { moneyText } from '@/lib/base/money';
import { type Failure } from '@/lib/base/result';
import { createBalanceAction } from '@/lib/features/balances/actions';
import { createBalanceInput, type CreateBalanceInput } from '@/lib/features/balances/schema';
import { routes } from '@/lib/routes';
import { CreateBalanceFields } from './create-balance-fields';
import { type CurrencyChoice } from './currency-picker';
import { GoodToKnow } from './good-to-know';
import { RequestPreview } from './request-preview';

type CreateBalanceFormProps = {
  currencies: CurrencyChoice[];
  /** Chosen already, when somebody came from a ledger or an identity. */
  ledger: ComboboxOption | null;
  identity: ComboboxOption | null;
};

/** The page's form, with the request beside it. It ends at the slip. */
export function CreateBalanceForm({ currencies, ...chosen }: CreateBalanceFormProps) {
  const router = useRouter();
  const [ledger, setLedger] = useState(chosen.ledger);
  const [identity, setIdentity] = useState(chosen.identity);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<CreateBalanceInput>({
    resolver: zodResolver(createBalanceInput),
    defaultValues: {
      ledgerId: chosen.ledger?.value ?? '',
      currency: '',
      identityId: chosen.identity?.value ?? null,
      trackFundLineage: false,
      allocationStrategy: 'FIFO',
      metaData: '',
    },
  });
  const { run, isRunning } = useOperation(createBalanceAction, 'create-balance');
  const values = useWatch({ control: form.control }) as CreateBalanceInput;
  const { errors, isDirty, submitCount } = form.formState;
  useUnsaved(isDirty);

  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await run(input);
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'created')));
  });

  const problems = problemSentence(errors);
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="contents">
      <SplitPage
        sideLabel="Preview"
        sideWidth={392}
        side={
          <>
            <RequestPreview draft={values} />
            <GoodToKnow />
          </>
        }
        footer={
          <FormFooter
            outcome={problems ?? outcomeSentence(values, { currencies, identity, ledger })}
          >
            <ButtonLink href={routes.balances()}>Cancel</ButtonLink>
            <Button type="submit" variant="primary" busy={isRunning}>
              {isRunning ? 'Creating…' : 'Create balance'}
            </Button>
          </FormFooter>
        }
      >
        <div className="grid max-w-[800px] gap-3.5 px-gutter py-4 max-sm:px-4">
          {failure && <OperationFailure failure={failure} done="created" />}
          <CreateBalanceFields
            form={form}
            currencies={currencies}
            showProblems={submitCount > 0}
            chosen={{ ledger, identity }}
            onLedgerChange={setLedger}
            onIdentityChange={setIdentity}
          />
        </div>
      </SplitPage>
    </form>
  );
}

/** One sentence that says what will be true, as far as it is filled in. */
function outcomeSentence(
  values: CreateBalanceInput,
  known: {
    currencies: CurrencyChoice[];
    identity: ComboboxOption | null;
    ledger: ComboboxOption | null;
  },
): string | null {
  if (!values.currency || !known.ledger) return null;
  const decimals = known.currencies.find(({ code }) => code === values.currency)?.decimals ?? null;
  const zero = moneyText({ minor: '0', currency: values.currency, decimals });
  const what = `a new balance of ${zero} in ${known.ledger.label}`;
  return known.identity ? `${known.identity.label} will own ${what}.` : `Nobody will own ${what}.`;
}
