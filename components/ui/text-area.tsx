'use client';
import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { classes } from './classes';
import { controlStyle } from './control-style';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'className'> & {
  mono?: boolean;
  className?: string;
};

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ mono, className, rows = 3, ...rest }: TextAreaProps) {
  return (
    <Field.Control
      render={<textarea rows={rows} />}
      {...(rest as ComponentProps<typeof Field.Control>)}
      className={classes(
        controlStyle({ className }),
        'h-auto! resize-y py-1.5 [field-sizing:content]',
        mono && 'code-text leading-5',
      )}
    />
  );
}
