'use client';
import { CircleAlert, Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Segmented } from '@/components/ui/segmented';
import { TextArea } from '@/components/ui/text-area';
import { TextInput } from '@/components/ui/text-input';
import { checkMetadata, switchMode, type MetadataDraft, type MetadataRules } from './metadata';

const MODES = [
  { value: 'rows', label: 'Keys' },
  { value: 'json', label: 'JSON' },
] as const;

type MetadataEditorProps = {
  value: MetadataDraft;
  onValueChange: (draft: MetadataDraft) => void;
  rules: MetadataRules;
  /** What the server said about it, if it did. */
  error?: string;
  /** Shows what is wrong even before the first key is left; after a try to send. */
  showProblems?: boolean;
};

/** Keys and values as rows of text, or the whole as JSON. Problems stand where they are. */
export function MetadataEditor(props: MetadataEditorProps) {
  const { value: draft, onValueChange, rules, error, showProblems } = props;
  const id = useId();
  const [blocked, setBlocked] = useState(false);
  const [left, setLeft] = useState(false);
  const problems = checkMetadata(draft, rules);
  const shown = left || showProblems;
  // A problem that stands at its key is not told again below.
  const isAtKeys = shown && Object.keys(problems.rows).length > 0;
  const whole = (isAtKeys ? null : error) ?? (shown ? problems.whole : null);

  const changeMode = (mode: MetadataDraft['mode']) => {
    const next = switchMode(draft, mode);
    setBlocked(!next);
    if (next) onValueChange(next);
  };
  const change = (next: MetadataDraft) => {
    setBlocked(false);
    onValueChange(next);
  };

  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={whole ? `${id}-error` : undefined}
      className="grid min-w-0 gap-1"
      onBlur={() => setLeft(true)}
    >
      <div className="flex min-h-6 items-center gap-1.5">
        <span id={`${id}-label`} className="font-medium">
          Metadata
        </span>
        <span className="text-meta text-ink-3">optional</span>
        <span className="flex-1" />
        <Segmented
          label="Write metadata as"
          options={MODES}
          value={draft.mode}
          onValueChange={changeMode}
        />
      </div>
      {draft.mode === 'rows' ? (
        <MetadataRows
          rows={draft.rows}
          onRowsChange={(rows) => change({ mode: 'rows', rows })}
          problems={shown ? problems.rows : {}}
        />
      ) : (
        <TextArea
          mono
          rows={5}
          aria-label="Metadata as JSON"
          aria-invalid={!!whole || undefined}
          aria-describedby={whole ? `${id}-error` : undefined}
          value={draft.text}
          onChange={(event) => change({ mode: 'json', text: event.target.value })}
        />
      )}
      {blocked && (
        <Problem id={`${id}-blocked`} text="These values are not all text, so they stay in JSON." />
      )}
      {whole && <Problem id={`${id}-error`} text={whole} />}
    </div>
  );
}

function Problem({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="flex items-start gap-1 text-meta text-danger">
      <CircleAlert size={12} className="mt-0.5" />
      {text}
    </p>
  );
}

type Rows = { key: string; value: string }[];

type MetadataRowsProps = {
  rows: Rows;
  onRowsChange: (rows: Rows) => void;
  problems: Record<number, string>;
};

function MetadataRows({ rows, onRowsChange, problems }: MetadataRowsProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const set = (index: number, part: Partial<Rows[number]>) =>
    onRowsChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const add = () => {
    onRowsChange([...rows, { key: '', value: '' }]);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
    });
  };
  return (
    <>
      <ul ref={list} className="grid gap-1.5">
        {rows.map((row, index) => (
          <li key={index} className="grid gap-1">
            <div className="flex items-center gap-1.5">
              <TextInput
                small
                mono
                className="flex-[0_1_188px]"
                aria-label={`Key ${index + 1}`}
                aria-invalid={!!problems[index] || undefined}
                aria-describedby={problems[index] ? `${id}-${index}` : undefined}
                value={row.key}
                onChange={(event) => set(index, { key: event.target.value })}
              />
              <TextInput
                small
                mono
                className="flex-[1_1_0]"
                aria-label={`Value of ${row.key || `key ${index + 1}`}`}
                value={row.value}
                onChange={(event) => set(index, { value: event.target.value })}
              />
              <IconButton
                label={`Remove ${row.key || `key ${index + 1}`}`}
                icon={<X size={14} />}
                onClick={() => onRowsChange(rows.filter((_, at) => at !== index))}
              />
            </div>
            {problems[index] && <Problem id={`${id}-${index}`} text={problems[index]} />}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-2">
        <Button
          variant="ghost"
          size="small"
          className="-ml-1.5 px-1.5!"
          icon={<Plus size={14} />}
          onClick={add}
        >
          Add key
        </Button>
        <span className="text-meta text-ink-3">
          Values stay text unless you switch to JSON. Do not put personal data here.
        </span>
      </div>
    </>
  );
}
