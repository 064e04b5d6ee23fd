'use client';
import { useState, type ReactNode, type Ref, type RefObject } from 'react';
import { useController, type Control } from 'react-hook-form';
import { Field } from '@/components/forms/field';
import { CreateIdentityDialog } from '@/components/shared/create-identity-dialog';
import { FromTo, type PartyFacts } from '@/components/shared/from-to';
import { IdentityName } from '@/components/shared/identity-name';
import { IdentityPicker } from '@/components/shared/identity-picker';
import { identityOption } from '@/components/shared/picker-options';
import { Timestamp } from '@/components/shared/timestamp';
import { Skeleton } from '@/components/ui/skeleton';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { shortId } from '@/lib/base/ids';
import { heldWords } from './held-words';
import type { ReassignValues } from './reassign-values';

type Party = NonNullable<ReassignPreviewDto['from']>;

function factsOf(party: Party): PartyFacts {
  return {
    id: party.identityId,
    created: <Timestamp iso={party.createdAt} precision="date" year="always" />,
    email: party.email,
    balances: heldWords(party.balances),
  };
}

type ReassignPartiesProps = {
  control: Control<ReassignValues>;
  pickerRef: RefObject<HTMLInputElement | null>;
  /** `null`: nobody. */
  from: Party | null | 'reading' | 'unread';
  /** The id of an owner that Core does not know any more. */
  expectedIdentityId: string | null;
  to: Party | null | undefined;
};

/** Who has the balance now, and who is to get it. */
export function ReassignParties(props: ReassignPartiesProps) {
  const { control, pickerRef, from, expectedIdentityId, to } = props;
  const { field, fieldState } = useController({ control, name: 'to' });
  const chosen = field.value;
  const read = to && to.identityId === chosen?.id ? to : null;
  return (
    <FromTo
      from={{
        name: <Owner from={from} expectedIdentityId={expectedIdentityId} />,
        facts: typeof from === 'object' && from ? factsOf(from) : null,
        empty: <OwnerEmpty from={from} expectedIdentityId={expectedIdentityId} />,
      }}
      to={{
        name: (
          <NewOwner
            chosen={read ? { id: read.identityId, name: read.name, type: read.type } : chosen}
            onChosen={field.onChange}
            error={fieldState.error?.message}
            onBlur={field.onBlur}
            inputRef={(input) => {
              pickerRef.current = input;
              field.ref(input);
            }}
          />
        ),
        facts: read && factsOf(read),
        empty:
          chosen && !fieldState.error ? (
            <PartySkeleton />
          ) : (
            'Search by the beginning of a name, or paste an id.'
          ),
      }}
    />
  );
}

type NewOwnerProps = {
  chosen: ReassignValues['to'];
  onChosen: (identity: ReassignValues['to']) => void;
  error: string | undefined;
  onBlur: () => void;
  inputRef: Ref<HTMLInputElement>;
};

/** The picker of the new owner. Whoever may reassign may also make an identity in passing. */
function NewOwner({ chosen, onChosen, error, ...rest }: NewOwnerProps) {
  const [newName, setNewName] = useState<string | null>(null);
  const value = chosen && {
    ...identityOption({ identityId: chosen.id, name: chosen.name ?? '', type: chosen.type }),
    label: chosen.name ?? shortId(chosen.id),
    // It stands right below.
    code: undefined,
  };
  return (
    <>
      <Field label="New identity" labelHidden error={error} className="w-full">
        <IdentityPicker
          {...rest}
          value={value}
          onValueChange={(option) =>
            onChosen(
              option && { id: option.value, name: option.label, type: option.detail ?? null },
            )
          }
          onCreate={setNewName}
        />
      </Field>
      {newName !== null && (
        <CreateIdentityDialog
          name={newName}
          onClose={() => setNewName(null)}
          onCreated={({ identityId, name, type }) => {
            onChosen({ id: identityId, name, type });
            setNewName(null);
          }}
        />
      )}
    </>
  );
}

function Owner({
  from,
  expectedIdentityId,
}: Pick<ReassignPartiesProps, 'from' | 'expectedIdentityId'>) {
  if (from === 'reading') return <Skeleton width={140} />;
  if (from === 'unread') return <span className="text-ink-3">Not read</span>;
  if (from) {
    const identity = { id: from.identityId, name: from.name, type: from.type };
    return <IdentityName identity={identity} className="*:first:font-semibold" />;
  }
  if (expectedIdentityId === null) return <span className="text-ink-3">No identity</span>;
  return <IdentityName identity={{ id: expectedIdentityId, name: null, type: null }} />;
}

function OwnerEmpty({
  from,
  expectedIdentityId,
}: Pick<ReassignPartiesProps, 'from' | 'expectedIdentityId'>): ReactNode {
  if (from === 'reading') return <PartySkeleton />;
  if (from === 'unread') return 'Who owns this balance could not be read.';
  return expectedIdentityId === null
    ? 'Nobody owns this balance yet. Once it has an identity, Core cannot take it away again, only give it to another one.'
    : 'Core does not know this identity any more.';
}

function PartySkeleton() {
  return (
    <span className="grid grid-cols-1 gap-3 py-1.5">
      <Skeleton width={180} />
      <Skeleton width={120} />
      <Skeleton width={150} />
    </span>
  );
}
