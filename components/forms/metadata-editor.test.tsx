import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { metadataText, type MetadataDraft } from './metadata';
import { MetadataEditor } from './metadata-editor';

const rules = {
  reserved: (key: string) =>
    key === 'inflight' ? 'inflight belongs to Core. Choose another.' : null,
  maxBytes: 7000,
};

let latest: MetadataDraft;
const keep = (draft: MetadataDraft) => (latest = draft);

function Host({ start }: { start: MetadataDraft }) {
  const [draft, setDraft] = useState(start);
  return (
    <MetadataEditor value={draft} onValueChange={(next) => setDraft(keep(next))} rules={rules} />
  );
}

const nothing: MetadataDraft = { mode: 'rows', rows: [] };

describe('MetadataEditor', () => {
  it('adds a key, puts the focus into it, and takes it away again', async () => {
    render(<Host start={nothing} />);
    await userEvent.click(screen.getByRole('button', { name: 'Add key' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Key 1')));
    await userEvent.keyboard('tier');
    await userEvent.type(screen.getByLabelText('Value of tier'), '2');
    expect(JSON.parse(metadataText(latest))).toEqual({ tier: '2' });
    await userEvent.click(screen.getByRole('button', { name: 'Remove tier' }));
    expect(metadataText(latest)).toBe('{}');
  });

  it('says what is wrong at the key, once it has been left', async () => {
    render(<Host start={{ mode: 'rows', rows: [{ key: '', value: 'x' }] }} />);
    const key = screen.getByLabelText('Key 1');
    await userEvent.type(key, 'inflight');
    expect(screen.queryByText(/belongs to Core/)).toBeNull();
    await userEvent.tab();
    expect(key.getAttribute('aria-invalid')).toBe('true');
    const message = document.getElementById(key.getAttribute('aria-describedby')!);
    expect(message!.textContent).toBe('inflight belongs to Core. Choose another.');
  });

  it('keeps JSON that rows cannot hold, and says why', async () => {
    render(<Host start={{ mode: 'json', text: '{"tier": 2}' }} />);
    await userEvent.click(screen.getByRole('radio', { name: 'Keys' }));
    const json = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Metadata as JSON' });
    expect(json.value).toBe('{"tier": 2}');
    expect(screen.getByText(/not all text, so they stay in JSON/)).toBeTruthy();
  });
});
