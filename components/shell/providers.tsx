'use client';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { ZoneProvider } from '@/components/shared/zone';
import { Announcer } from '@/components/ui/announcer';
import { Toaster } from '@/components/ui/toast';
import { savePreference } from './preferences';

/**
 * Reads in the browser only refresh what the server has drawn, so nothing is fetched again merely
 * because a window got the focus, and a failure is shown instead of being tried in silence: the
 * server has tried twice already.
 */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 5_000 } },
  });
}

type ProvidersProps = { zone: string | null; renderedAt: string; children: ReactNode };

/** Everything that parts of the app expect around them in the browser. */
export function Providers({ zone, renderedAt, children }: ProvidersProps) {
  const [client] = useState(createQueryClient);
  const saveZone = useCallback((found: string) => savePreference('zone', found), []);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <ZoneProvider zone={zone} renderedAt={renderedAt} onZoneFound={saveZone}>
          {children}
          <Toaster />
          <Announcer />
        </ZoneProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
