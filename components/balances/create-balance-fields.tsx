'use client';
import { useState } from 'react';
import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { ControlledField } from '@/components/forms/controlled-field';
import { emptyMetadata, metadataText, type MetadataDraft } from '@/components/forms/metadata';
import { MetadataEditor } from '@/components/forms/metadata-editor';
import { SwitchField } from '@/components/forms/switch-field';
import { CreateIdentityDialog } from '@/components/shared/create-identity-dialog';
import { CreateLedgerDialog } from '@/components/shared/create-ledger-dialog';
import { IdentityPicker } from '@/components/shared/identity-picker';
import { LedgerPicker } from '@/components/shared/ledger-picker';
import { identityOption, ledgerOption } from '@/components/shared/picker-options';
import { type ComboboxOption } from '@/components/ui/combobox-option';
import { MAX_META_DATA_BYTES, reservedKeyReason } from '@/lib/base/meta-data';
import { type CreateBalanceInput } from '@/lib/features/balances/schema';
import { CurrencyPicker, unitSentence, type CurrencyChoice } from './currency-picker';
import { StrategyCards } from './strategy-cards';

const METADATA_RULES = { reserved: reservedKeyReason, maxBytes: MAX_META_DATA_BYTES };

type CreateBalanceFieldsProps = {
  form: UseFormReturn<CreateBalanceInput>;
  currencies: CurrencyChoice[];
  showProblems: boolean;
  /** What the pickers show for the ids in the form. */
  chosen: { ledger: ComboboxOption | null; identity: ComboboxOption | null };
  onLedgerChange: (ledger: ComboboxOption | null) => void;
  onIdentityChange: (identity: ComboboxOption | null) => void;
};

/** Ledger, currency, lineage, identity, strategy and metadata of a new balance. */
export function CreateBalanceFields(props: CreateBalanceFieldsProps) {
  const { form, currencies, showProblems } = props;
  const { control } = form;
  const [metadata, setMetadata] = useState<MetadataDraft>(emptyMetadata);
  const isTracked = useWatch({ control, name: 'trackFundLineage' });
  return (
    <>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <LedgerField {...props} />
        <ControlledField control={control} name="currency" label="Currency">
          {({ value, onChange, onBlur, ref }) => (
            <CurrencyPicker
              choices={currencies}
              value={value}
              onValueChange={onChange}
              onBlur={onBlur}
              inputRef={ref}
            />
          )}
        </ControlledField>
      </div>
      <UnitHint form={form} currencies={currencies} />
      <div className="border-t pt-3.5">
        <Controller
          control={control}
          name="trackFundLineage"
          render={({ field }) => (
            <SwitchField
              label="Track fund lineage"
              description="Core remembers which provider each amount came from. This cannot be switched on or off later."
              checked={field.value}
              onCheckedChange={(checked) => {
                field.onChange(checked);
                if (!checked) form.clearErrors('identityId');
              }}
            />
          )}
        />
      </div>
      <IdentityField {...props} isTracked={isTracked} />
      {isTracked && (
        <Controller
          control={control}
          name="allocationStrategy"
          render={({ field }) => (
            <StrategyCards ref={field.ref} value={field.value} onValueChange={field.onChange} />
          )}
        />
      )}
      <Controller
        control={control}
        name="metaData"
        render={({ field, fieldState }) => (
          <MetadataEditor
            value={metadata}
            rules={METADATA_RULES}
            showProblems={showProblems}
            error={fieldState.error?.message}
            onValueChange={(draft) => {
              setMetadata(draft);
              field.onChange(metadataText(draft));
            }}
          />
        )}
      />
    </>
  );
}

function UnitHint({ form, currencies }: Pick<CreateBalanceFieldsProps, 'form' | 'currencies'>) {
  const currency = useWatch({ control: form.control, name: 'currency' });
  if (!currency) return null;
  return <p className="-mt-2 text-meta text-ink-3">{unitSentence(currency, currencies)}</p>;
}

// The dialogs stand beside the fields and not in them: what is inside a field takes its label and errors.

function LedgerField({ form, chosen, onLedgerChange }: CreateBalanceFieldsProps) {
  const [newName, setNewName] = useState<string | null>(null);
  const choose = (option: ComboboxOption | null) => {
    onLedgerChange(option);
    form.setValue('ledgerId', option?.value ?? '', { shouldValidate: form.formState.isSubmitted });
  };
  return (
    <>
      <ControlledField control={form.control} name="ledgerId" label="Ledger">
        {({ onBlur, ref }) => (
          <LedgerPicker
            withoutGeneral
            value={chosen.ledger}
            onValueChange={choose}
            onCreate={setNewName}
            onBlur={onBlur}
            inputRef={ref}
          />
        )}
      </ControlledField>
      {newName !== null && (
        <CreateLedgerDialog
          name={newName}
          onClose={() => setNewName(null)}
          onCreated={(ledger) => {
            choose(ledgerOption(ledger));
            setNewName(null);
          }}
        />
      )}
    </>
  );
}

function IdentityField(props: CreateBalanceFieldsProps & { isTracked: boolean }) {
  const { form, chosen, onIdentityChange, isTracked } = props;
  const [newName, setNewName] = useState<string | null>(null);
  const choose = (option: ComboboxOption | null) => {
    onIdentityChange(option);
    form.setValue('identityId', option?.value ?? null, {
      shouldValidate: form.formState.isSubmitted,
    });
  };
  return (
    <>
      <ControlledField
        control={form.control}
        name="identityId"
        label="Identity"
        optional={!isTracked}
        description={
          isTracked
            ? 'Required while lineage is on: Core files tagged funds under the owner’s name.'
            : 'Who owns this balance. It can be given to somebody later.'
        }
      >
        {({ onBlur, ref }) => (
          <IdentityPicker
            value={chosen.identity}
            onValueChange={choose}
            onCreate={setNewName}
            onBlur={onBlur}
            inputRef={ref}
          />
        )}
      </ControlledField>
      {newName !== null && (
        <CreateIdentityDialog
          name={newName}
          onClose={() => setNewName(null)}
          onCreated={(identity) => {
            choose(identityOption(identity));
            setNewName(null);
          }}
        />
      )}
    </>
  );
}
