'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Dialog, DialogBody } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { SingleKeysProvider } from '@/components/ui/single-keys';
import { Switch } from '@/components/ui/switch';
import { useWindowKeys } from '@/components/ui/use-window-keys';
import { savePreference } from './preferences';
import { ROOMS } from './rooms';
import { useShellFacts } from './shell-context';

const OPEN = 'counterfoil:keyboard-list';

/** Opens the list of keys from anywhere inside the shell. */
export function openKeyboardList(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** How long `g` waits for the letter of a room. */
const SEQUENCE_MS = 1500;

const TABLE_KEYS: [keys: string[], words: string][] = [
  [['↑', '↓', 'j', 'k'], 'Move between rows'],
  [['Enter'], 'Open the row'],
  [['y'], 'Copy the id of the row'],
  [['['], 'Newer page'],
  [[']'], 'Older page'],
];

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    !!target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    )
  );
}

type ShellKeysProps = { singleKeys: boolean; children: ReactNode };

/**
 * The keys that work anywhere: `/` to the search, `?` for the list, `g` and a letter to a room. Single
 * letters are off inside inputs and dialogs, and altogether where somebody switched them off.
 */
export function ShellKeys({ singleKeys: initially, children }: ShellKeysProps) {
  const [singleKeys, setSingleKeys] = useState(initially);
  const [listOpen, setListOpen] = useState(false);
  const router = useRouter();
  const facts = useShellFacts();
  const goUntil = useRef(0);

  useEffect(() => {
    const open = () => setListOpen(true);
    window.addEventListener(OPEN, open);
    return () => window.removeEventListener(OPEN, open);
  }, []);
  useWindowKeys((event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const room = ROOMS.find(({ key, name }) => key === event.key && facts?.rooms.includes(name));
    const going = performance.now() < goUntil.current;
    goUntil.current = event.key === 'g' ? performance.now() + SEQUENCE_MS : 0;
    if (going && room) router.push(room.href);
    if (event.key === '?') setListOpen(true);
    if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('[data-main-search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  }, singleKeys);

  const switchKeys = (on: boolean) => {
    setSingleKeys(on);
    savePreference('keys', on ? 'on' : 'off');
  };

  return (
    <SingleKeysProvider value={singleKeys}>
      {children}
      <KeyboardList open={listOpen} onOpenChange={setListOpen}>
        <Switch checked={singleKeys} onCheckedChange={switchKeys}>
          Use single letters as keys
        </Switch>
      </KeyboardList>
    </SingleKeysProvider>
  );
}

type KeyboardListProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

function KeyboardList({ open, onOpenChange, children }: KeyboardListProps) {
  const facts = useShellFacts();
  const rooms = ROOMS.filter(({ name }) => facts?.rooms.includes(name));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard" width="narrow">
      <DialogBody>
        <KeyGroup title="Anywhere">
          <KeyLine keys={['/']}>Search</KeyLine>
          <KeyLine keys={['?']}>This list</KeyLine>
          {rooms.map(({ key, label }) => (
            <KeyLine key={key} keys={['g', key]}>
              {label}
            </KeyLine>
          ))}
        </KeyGroup>
        <KeyGroup title="In a table">
          {TABLE_KEYS.map(([keys, words]) => (
            <KeyLine key={words} keys={keys}>
              {words}
            </KeyLine>
          ))}
        </KeyGroup>
        {children}
      </DialogBody>
    </Dialog>
  );
}

function KeyGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      <dl className="grid gap-1">{children}</dl>
    </section>
  );
}

function KeyLine({ keys, children }: { keys: string[]; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between border-b py-1">
      <dt className="text-ink-2">{children}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
