'use client';
import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { TextField } from '@/components/forms/controlled-field';
import { Field } from '@/components/forms/field';
import { TextInput } from '@/components/ui/text-input';
import { TOKENIZED_TEXT } from '@/lib/base/token-fields';
import {
  FIELD_LABELS,
  type IdentityFields,
  isPersonalField,
} from '@/lib/features/identities/schema';
import { type IdentityFormValues, INPUT_HINTS } from './identity-form-values';
import { type Personal, PersonalTextField } from './personal-text-field';

type IdentityFieldsetProps = {
  control: Control<IdentityFormValues>;
  /** Which names are asked for. */
  isOrganization: boolean;
  /** What stands there now of the personal fields, when an identity is edited. */
  personal?: Personal;
};

/** The fields of an identity in groups. Personal ones that have a value are typed anew or left alone. */
export function IdentityFieldset({ control, isOrganization, personal }: IdentityFieldsetProps) {
  const field = (name: keyof IdentityFields, more: { optional?: boolean } = { optional: true }) => {
    if (personal?.tokenized.includes(name))
      return <TokenizedField key={name} label={FIELD_LABELS[name]} />;
    if (personal && isPersonalField(name) && personal.masked[name] !== null) {
      return <PersonalTextField {...{ control, name, personal }} />;
    }
    return (
      <TextField
        {...INPUT_HINTS[name]}
        control={control}
        name={name}
        label={FIELD_LABELS[name]}
        optional={more.optional}
        autoComplete="off"
      />
    );
  };
  return (
    <>
      <Group name="Name">
        {isOrganization ? (
          field('organizationName', {})
        ) : (
          <>
            {field('firstName', {})}
            {field('lastName', {})}
            {field('otherNames')}
          </>
        )}
      </Group>
      <Group name="Contact">
        {field('emailAddress')}
        {field('phoneNumber')}
      </Group>
      <Group name="Address">
        {field('street')}
        {field('city')}
        {field('postCode')}
        {field('state')}
        {field('country')}
      </Group>
      <Group name="Details">
        {field('category')}
        {!isOrganization && (
          <>
            {field('dob')}
            {field('gender')}
            {field('nationality')}
          </>
        )}
      </Group>
    </>
  );
}

/** A field that cannot be written any more: Core would keep its note of the token beside a new value. */
function TokenizedField({ label }: { label: string }) {
  return (
    <Field label={label} description="Tokenized. Another value would leave it unreadable.">
      <TextInput disabled value={TOKENIZED_TEXT} />
    </Field>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-t pt-3 first-of-type:border-t-0 first-of-type:pt-0">
      <legend className="float-left mb-2 w-full font-semibold">{name}</legend>
      <div className="clear-both grid items-start gap-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
