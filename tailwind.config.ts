import type { Config } from 'tailwindcss';

/**
 * Where Tailwind looks for class names. `app/globals.css` switches its own search off and loads this
 * file, so a folder that is missing here has no styles. Tokens live in the `@theme` block there.
 */
const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
};

export default config;
