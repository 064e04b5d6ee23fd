import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Parts that are loaded at their first use are compiled then, which takes long on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// Each test starts with an empty page.
afterEach(cleanup);

// What jsdom lacks of a browser and floating parts ask for when they open.
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.getAnimations ??= () => [];
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
