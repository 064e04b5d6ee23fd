'use client';
import { Link2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { CopyAction } from '@/components/ui/copy-action';
import { TextInput } from '@/components/ui/text-input';
import { routes } from '@/lib/routes';

/** Asks for a day; it stands in the address, so that the answer can be handed on as a link. */
export function OnDay({ balanceId, on }: { balanceId: string; on: string | undefined }) {
  const router = useRouter();
  const [day, setDay] = useState(on ?? '');
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (day) router.push(routes.ownership(balanceId, { on: day }));
  };
  const link = () => new URL(routes.ownership(balanceId, { on }), window.location.origin).href;
  return (
    <form onSubmit={show} className="flex flex-wrap items-end gap-2">
      <Field label="Day">
        <TextInput type="date" value={day} onChange={({ target }) => setDay(target.value)} />
      </Field>
      <Button type="submit">Show</Button>
      {on && (
        <CopyAction text={link} name="the link" icon={<Link2 size={14} />} size="medium">
          Copy link
        </CopyAction>
      )}
    </form>
  );
}
