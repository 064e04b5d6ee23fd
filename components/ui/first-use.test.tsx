import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from './button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from './dialog';
import { Menu, MenuItem } from './menu';
import { Popover } from './popover';

const REASON = 'Your role, Finance, does not include balances:reassign.';

describe('Menu', () => {
  function actions(onSelect = vi.fn()) {
    render(
      <Menu trigger={<Button>Actions</Button>}>
        <MenuItem onSelect={onSelect}>Rename</MenuItem>
        <MenuItem onSelect={onSelect} disabledReason={REASON}>
          Reassign
        </MenuItem>
      </Menu>,
    );
    return onSelect;
  }

  it('is a button that says what it opens, and opens at its first use', async () => {
    const onSelect = actions();
    const trigger = screen.getByRole('button', { name: 'Actions' });
    expect(trigger.getAttribute('aria-haspopup')).toBe('menu');
    await userEvent.click(trigger);
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
    expect(onSelect).toHaveBeenCalledOnce();
  });

  it('opens by the arrow, is left by Escape, and gives the focus back', async () => {
    actions();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByRole('menu');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Actions' }));
  });

  it('keeps a forbidden action in sight with its reason', async () => {
    const onSelect = actions();
    await userEvent.click(screen.getByRole('button'));
    const item = await screen.findByRole('menuitem', { name: `Reassign${REASON}` });
    expect(item.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(item);
    expect(onSelect).not.toHaveBeenCalled();
  });
});

describe('Popover', () => {
  it('tells its owner of the first opening, and can be closed from within', async () => {
    const heard: boolean[] = [];
    function Host() {
      const [open, setOpen] = useState(false);
      const change = (next: boolean) => {
        heard.push(next);
        setOpen(next);
      };
      return (
        <Popover label="Ledger" open={open} onOpenChange={change} trigger={<Button>Ledger</Button>}>
          <Button onClick={() => change(false)}>Apply</Button>
        </Popover>
      );
    }
    render(<Host />);
    await userEvent.click(screen.getByRole('button', { name: 'Ledger' }));
    await screen.findByRole('dialog', { name: 'Ledger' });
    await userEvent.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(heard).toEqual([true, false]);
  });
});

describe('Dialog', () => {
  function Host({ refuse = false }: { refuse?: boolean }) {
    const [open, setOpen] = useState(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Rename ledger</Button>
        <Dialog open={open} onOpenChange={(next) => setOpen(next || refuse)} title="Rename">
          <DialogBody>What it is called</DialogBody>
          <DialogFooter>
            <DialogClose render={<Button>Cancel</Button>} />
          </DialogFooter>
        </Dialog>
      </>
    );
  }

  it('opens under its name, is left by Cancel, and gives the focus back', async () => {
    render(<Host />);
    const button = screen.getByRole('button', { name: 'Rename ledger' });
    await userEvent.click(button);
    await screen.findByRole('dialog', { name: 'Rename' });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(button);
  });

  it('stays when its owner refuses to close', async () => {
    render(<Host refuse />);
    await userEvent.click(screen.getByRole('button', { name: 'Rename ledger' }));
    await screen.findByRole('dialog', { name: 'Rename' });
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog', { name: 'Rename' })).toBeTruthy();
  });
});
