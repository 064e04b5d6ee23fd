import { describe, expect, it } from 'vitest';
import { trustedOrigins } from './public-url';

describe('trustedOrigins', () => {
  it('is the public origin alone', () => {
    const url = new URL('https://counterfoil.example.com/some/path');
    expect(trustedOrigins(url)).toEqual(['https://counterfoil.example.com']);
  });

  it('knows every spelling of this machine', () => {
    expect(trustedOrigins(new URL('http://localhost:3000'))).toEqual([
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ]);
    expect(trustedOrigins(new URL('http://localhost'))).toContain('http://127.0.0.1');
  });
});
