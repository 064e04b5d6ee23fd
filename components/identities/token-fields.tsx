'use client';
import { useController, type Control } from 'react-hook-form';
import { CheckboxList } from '@/components/ui/checkbox-list';
import type { TokenizePreviewDto } from '@/lib/features/identities/queries';
import { FIELD_LABELS, type TokenizeIdentityInput } from '@/lib/features/identities/schema';

type TokenFieldsProps = {
  control: Control<TokenizeIdentityInput>;
  fields: TokenizePreviewDto['fields'];
};

/** The fields of an identity that Core can tokenize, with what stands there; those that it would refuse say why. */
export function TokenFields({ control, fields }: TokenFieldsProps) {
  const { field, fieldState } = useController({ control, name: 'fields' });
  const { ref, value, onChange } = field;
  return (
    <CheckboxList
      ref={ref}
      legend="Fields"
      options={fields.map((each) => ({
        value: each.field,
        label: FIELD_LABELS[each.field],
        text: textOf(each),
        disabled: each.state !== 'plain',
      }))}
      value={value}
      onValueChange={onChange}
      error={fieldState.error?.message}
    />
  );
}

function textOf({ state, shown }: TokenizePreviewDto['fields'][number]) {
  if (state === 'tokenized') return 'Tokenized already';
  if (state === 'plain') return <bdi>{shown}</bdi>;
  return (
    <>
      <bdi>{shown}</bdi>, written over a token: Core does not tokenize it again
    </>
  );
}
