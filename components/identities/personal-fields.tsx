'use client';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { revealFieldAction } from '@/lib/features/identities/actions';
import {
  FIELD_LABELS,
  PERSONAL_FIELDS,
  type PersonalField,
} from '@/lib/features/identities/schema';

/** A revealed value goes back behind its mask by itself. */
const SHOWN_MS = 60_000;

type PersonalFieldsProps = {
  identityId: string;
  masked: Record<PersonalField, string | null>;
  /** Why this person may not reveal, or `null`. */
  revealReason: string | null;
};

/** The fields that are masked. Each is revealed by itself, and every look is recorded. */
export function PersonalFields({ identityId, masked, revealReason }: PersonalFieldsProps) {
  return (
    <DefinitionList width="slip">
      {PERSONAL_FIELDS.map((field) => (
        <Fact key={field} name={FIELD_LABELS[field]}>
          {masked[field] === null ? (
            <span className="text-ink-3">Not set</span>
          ) : (
            <PersonalValue {...{ identityId, field, revealReason }} masked={masked[field]} />
          )}
        </Fact>
      ))}
    </DefinitionList>
  );
}

type PersonalValueProps = {
  identityId: string;
  field: PersonalField;
  masked: string;
  revealReason: string | null;
};

function PersonalValue({ identityId, field, masked, revealReason }: PersonalValueProps) {
  const [value, setValue] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value]);

  const reveal = async () => {
    setReading(true);
    const answer = await revealFieldAction({ identityId, field }).catch(() => null);
    setReading(false);
    if (answer?.ok) return setValue(answer.data.value);
    const description = answer?.error.message ?? 'The connection to Counterfoil broke. Try again.';
    showToast({ tone: 'failed', title: `${FIELD_LABELS[field]} was not revealed`, description });
  };
  const label = FIELD_LABELS[field].toLowerCase();
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <bdi className="min-w-0 break-words" aria-live="polite">
        {value ?? masked}
      </bdi>
      {value === null ? (
        <Button
          variant="ghost"
          size="small"
          className="-my-1 px-1.5!"
          icon={<Eye size={14} />}
          busy={isReading}
          disabledReason={revealReason}
          onClick={() => void reveal()}
          aria-label={`Reveal ${label}`}
        >
          Reveal
        </Button>
      ) : (
        <Button
          variant="ghost"
          size="small"
          className="-my-1 px-1.5!"
          icon={<EyeOff size={14} />}
          onClick={() => setValue(null)}
          aria-label={`Hide ${label}`}
        >
          Hide
        </Button>
      )}
    </span>
  );
}
