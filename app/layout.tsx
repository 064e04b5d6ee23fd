import '@fontsource-variable/inter/wght.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { readPreferences } from '@/components/shell/read-preferences';
import { themeAttributes, ThemeScript } from '@/components/shell/theme-script';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Counterfoil', template: '%s · Counterfoil' },
  icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
  // What a back office shows is nobody else's business.
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [{ theme, zone }, headerList] = await Promise.all([readPreferences(), headers()]);
  return (
    <html lang="en" {...themeAttributes(theme)} suppressHydrationWarning>
      <head>
        <ThemeScript nonce={headerList.get('x-nonce') ?? undefined} />
      </head>
      <body>
        <Providers zone={zone} renderedAt={new Date().toISOString()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
