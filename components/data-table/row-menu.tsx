'use client';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu } from '@/components/ui/menu';

/** The ⋯ at the end of a row. `about` tells its rows apart: "Actions for Amara Eze". */
export function RowMenu({ about, children }: { about: string; children: ReactNode }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${about}`}
          data-reveal=""
          className="relative inline-grid size-5 place-items-center rounded-sm align-middle text-ink-3 after:absolute after:-inset-1 hover:text-ink data-popup-open:text-ink"
        >
          <Ellipsis size={16} />
        </button>
      }
    >
      {children}
    </Menu>
  );
}
