'use client';
import { Eye, EyeOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Field } from '@/components/forms/field';
import { submitAlone } from '@/components/forms/submit-alone';
import { announce } from '@/components/ui/announcer';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { TextInput } from '@/components/ui/text-input';
import { FIELD_LABELS, type RevealableField } from '@/lib/features/identities/schema';
import type { useReveal } from './use-reveal';

type RevealButtonProps = {
  field: RevealableField;
  revealed: ReturnType<typeof useReveal>;
  /** Why this person may not reveal, or `null`. */
  disabledReason: string | null;
  /** What was given as the reason last on this page: it is often the same for the next field. */
  lastReason: string;
  onReason: (reason: string) => void;
};

/** Asks why, then shows the value; afterwards it hides it again. One button, so that it keeps the focus. */
export function RevealButton(props: RevealButtonProps) {
  const { field, revealed, disabledReason, lastReason, onReason } = props;
  const [open, setOpen] = useState(false);
  const label = FIELD_LABELS[field].toLowerCase();
  const isShown = revealed.value !== null;
  const button = (
    <Button
      variant="ghost"
      size="small"
      className="-my-1 px-1.5! max-sm:-my-2"
      icon={isShown ? <EyeOff size={14} /> : <Eye size={14} />}
      disabledReason={disabledReason}
      aria-label={`${isShown ? 'Hide' : 'Reveal'} ${label}`}
    >
      {isShown ? 'Hide' : 'Reveal'}
    </Button>
  );
  if (disabledReason) return button;
  const change = (next: boolean) => {
    if (!isShown) return setOpen(next);
    revealed.hide();
    announce(`The ${label} is masked again`);
  };
  return (
    <Popover
      trigger={button}
      label={`Reveal ${label}`}
      open={open}
      onOpenChange={change}
      className="w-72"
    >
      <RevealForm
        label={label}
        lastReason={lastReason}
        onReveal={async (reason) => {
          const failure = await revealed.reveal(reason);
          if (failure) return failure.fields?.reason ?? failure.message;
          onReason(reason);
          setOpen(false);
          announce(`The ${label} is shown for one minute`);
          return null;
        }}
      />
    </Popover>
  );
}

type RevealFormProps = {
  label: string;
  lastReason: string;
  /** @returns what went wrong, or `null`. */
  onReveal: (reason: string) => Promise<string | null>;
};

function RevealForm({ label, lastReason, onReveal }: RevealFormProps) {
  const [reason, setReason] = useState(lastReason);
  const [problem, setProblem] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isReading) return;
    setReading(true);
    const failed = await onReveal(reason.trim());
    if (failed === null) return;
    setProblem(failed);
    setReading(false);
  };
  return (
    <form noValidate onSubmit={submitAlone(send)} className="grid gap-2.5 p-2">
      <Field
        label="Why you need it"
        description="A ticket, or a few words. It is recorded with your name before the value is shown."
        error={problem ?? undefined}
      >
        <TextInput
          value={reason}
          maxLength={300}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
      <Button
        type="submit"
        size="small"
        variant="primary"
        busy={isReading}
        className="justify-center"
      >
        {isReading ? 'Recording…' : `Reveal ${label}`}
      </Button>
    </form>
  );
}
