import type { FormEvent } from 'react';

/**
 * Submits this form and no other. React hands events on through portals, so the form of a dialog would
 * submit the one of the page it stands over as well.
 */
export function submitAlone(send: (event: FormEvent) => unknown) {
  return (event: FormEvent): void => {
    event.stopPropagation();
    void send(event);
  };
}
