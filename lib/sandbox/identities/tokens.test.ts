import { describe, expect, it } from 'vitest';
import { detokenize, tokenize } from './tokens';

const SECRET = '0123456789abcdef0123456789abcdef';

describe('tokens', () => {
  it.each(['Jane Doe-7', '', 'Zoë 😀'])('hide %j and give it back', (value) => {
    const token = tokenize(SECRET, value);
    expect(token).toMatch(/^FPT:/);
    expect(detokenize(SECRET, token)).toBe(value);
  });

  it('look like the value, the same way each time', () => {
    const shape = (token: string) => token.split(':')[1];
    const token = tokenize(SECRET, 'Jane Doe-7');
    expect(shape(token)).toMatch(/^[A-Z][a-z]{3} [A-Z][a-z]{2}-\d$/);
    expect(shape(tokenize(SECRET, 'Jane Doe-7'))).toBe(shape(token));
    expect(tokenize(SECRET, 'Jane Doe-7')).not.toBe(token);
  });

  it("cannot be read back when the value has a colon, which is Core's own fault", () => {
    expect(() => detokenize(SECRET, tokenize(SECRET, 'a:b'))).toThrow('illegal base64 data');
  });

  it('need a secret of 32 bytes', () => {
    expect(() => tokenize('short', 'x')).toThrow('tokenization is disabled');
  });

  it.each(['plain', 'FPT:x', 'FPT:x:####', `FPT:x:${Buffer.alloc(40).toString('base64')}`])(
    'cannot be read from %j',
    (token) => {
      expect(() => detokenize(SECRET, token)).toThrow();
    },
  );

  it('cannot be read with another secret', () => {
    const token = tokenize(SECRET, 'Jane');
    expect(() => detokenize(SECRET.replaceAll('0', 'x'), token)).toThrow('authentication failed');
  });
});
