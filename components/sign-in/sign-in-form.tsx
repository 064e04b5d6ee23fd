'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import type { Failure } from '@/lib/base/result';
import { signInAction } from '@/lib/features/sign-in/actions';
import { signInInput, type SignInInput } from '@/lib/features/sign-in/schema';

/** E-mail and password. `next` is where the person wanted to go. */
export function SignInForm({ next }: { next: string | undefined }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<SignInInput>({
    resolver: zodResolver(signInInput),
    defaultValues: { email: '', password: '', next },
  });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const result = await signInAction(values);
    // A success has sent the browser on already.
    if (result && !result.ok) {
      form.resetField('password');
      setFailure(applyFailure(form, result.error));
    }
  });
  const { isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit} aria-label="Sign in" className="grid gap-4">
      {failure && (
        <FormError title="Not signed in" reference={failure.reference}>
          {failure.message}
        </FormError>
      )}
      <TextField
        control={form.control}
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="username"
      />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
      />
      <Button type="submit" variant="primary" busy={isSubmitting} className="justify-center">
        {isSubmitting ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}
