import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from './announcer';
import { CopyButton } from './copy-button';

const ID = 'bln_8c21f46e-0b7d-4e95-a3c8-5d19e27bf0a7';

async function press() {
  render(
    <>
      <CopyButton text={ID} />
      <Announcer />
    </>,
  );
  await userEvent.click(screen.getByRole('button', { name: `Copy ${ID}` }));
  return screen.getByRole('status').textContent!.trim();
}

afterEach(() => vi.useRealTimers());

describe('CopyButton', () => {
  it('copies the whole id and says so politely', async () => {
    userEvent.setup();
    expect(await press()).toBe(`Copied ${ID}`);
    expect(await navigator.clipboard.readText()).toBe(ID);
  });

  it('says so when nothing could be copied', async () => {
    userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
    document.execCommand = () => false;
    expect(await press()).toBe(`${ID} could not be copied. Select it and copy it by hand.`);
  });

  it('takes the older way where the browser offers no clipboard, and keeps the focus', async () => {
    userEvent.setup();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('insecure origin'));
    let selected = '';
    document.execCommand = () => {
      selected = (document.activeElement as HTMLTextAreaElement).value;
      return true;
    };
    expect(await press()).toBe(`Copied ${ID}`);
    expect(selected).toBe(ID);
    expect(document.activeElement).toBe(screen.getByRole('button'));
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('announces the same words again when the same thing is copied twice', async () => {
    userEvent.setup();
    await press();
    const first = screen.getByRole('status').textContent;
    await act(() => userEvent.click(screen.getByRole('button')));
    expect(screen.getByRole('status').textContent).not.toBe(first);
    expect(screen.getByRole('status').textContent!.trim()).toBe(`Copied ${ID}`);
  });
});
