import type { NextConfig } from 'next';

const config: NextConfig = {
  // The tests build into a folder of their own, so that they never disturb a running installation.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  typescript: {
    // `npm test` checks the types; whoever starts the app need not wait for it again.
    ignoreBuildErrors: true,
    // Next writes the folder of the build into this file, so a build elsewhere brings its own.
    tsconfigPath: process.env.NEXT_TSCONFIG ?? 'tsconfig.json',
  },
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  serverExternalPackages: ['pg', 'undici'],
};

export default config;
