'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { TextField } from '@/components/forms/controlled-field';
import { FormError } from '@/components/forms/form-error';
import { Button } from '@/components/ui/button';
import type { Failure } from '@/lib/base/result';
import { acceptInvitationAction } from '@/lib/features/sign-in/actions';
import { acceptInvitationInput, type AcceptInvitationInput } from '@/lib/features/sign-in/schema';

/** Name and password of a new person. `email` is shown to password managers, and cannot be changed. */
export function AcceptInvitationForm({ token, email }: { token: string; email: string }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<AcceptInvitationInput>({
    resolver: zodResolver(acceptInvitationInput),
    defaultValues: { token, name: '', password: '' },
  });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const result = await acceptInvitationAction(values);
    if (result && !result.ok) setFailure(applyFailure(form, result.error));
  });
  const { isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit} aria-label="Accept the invitation" className="grid gap-4">
      {failure && (
        <FormError title="You have not joined" reference={failure.reference}>
          {failure.message}
        </FormError>
      )}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        control={form.control}
        name="name"
        label="Your name"
        autoComplete="name"
        description="Shown beside everything you change."
      />
      <TextField
        control={form.control}
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        description="At least 12 characters. Several words are easier to remember than signs."
      />
      <Button type="submit" variant="primary" busy={isSubmitting} className="justify-center">
        {isSubmitting ? 'Joining…' : 'Join and sign in'}
      </Button>
    </form>
  );
}
