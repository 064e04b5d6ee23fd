'use client';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import {
  useController,
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
} from 'react-hook-form';
import { TextInput } from '@/components/ui/text-input';
import { Field } from './field';

/** Which value of which form. */
type Bound<Values extends FieldValues, Name extends FieldPath<Values>> = {
  control: Control<Values>;
  name: Name;
};

type Shell = Omit<ComponentProps<typeof Field>, 'error' | 'children'>;

type ControlledFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = Bound<
  Values,
  Name
> &
  Shell & { children: (field: ControllerRenderProps<Values, Name>) => ReactElement };

/**
 * A `Field` bound to React Hook Form: the error comes from the form, and `field` (value, onChange,
 * onBlur, ref) goes to whichever control the child draws. Pass `field.ref` on, so that the first
 * field in error can take the focus.
 */
export function ControlledField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: ControlledFieldProps<Values, Name>,
): ReactNode {
  const { control, name, children, ...shell } = props;
  const { field, fieldState } = useController({ control, name });
  return (
    <Field {...shell} error={fieldState.error?.message}>
      {children(field)}
    </Field>
  );
}

type TextFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = Bound<
  Values,
  Name
> &
  Shell &
  Pick<
    ComponentProps<'input'>,
    'placeholder' | 'type' | 'autoComplete' | 'inputMode' | 'maxLength'
  > & {
    mono?: boolean;
    disabled?: boolean;
  };

/** A line of text bound to React Hook Form. */
export function TextField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: TextFieldProps<Values, Name>,
) {
  const { placeholder, type, autoComplete, inputMode, maxLength, mono, disabled, ...rest } = props;
  const look = { placeholder, type, autoComplete, inputMode, maxLength, mono, disabled };
  return (
    <ControlledField {...rest}>
      {({ value, ...field }) => <TextInput {...look} {...field} value={value ?? ''} />}
    </ControlledField>
  );
}
