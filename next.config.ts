import type { NextConfig } from 'next';

const config: NextConfig = {
  // The tests build into a folder of their own, so that they never disturb a running installation.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  serverExternalPackages: ['pg', 'undici'],
};

export default config;
