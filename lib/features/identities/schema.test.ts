import { describe, expect, it } from 'vitest';
import { isIdentityConfirmed, revealFieldInput, updateIdentityInput } from './schema';

describe('updateIdentityInput', () => {
  const input = {
    identityId: 'idt_1',
    changes: { city: ' Lagos ' },
    seen: { city: 'Abuja' },
    ticket: 'T-1',
    note: '',
    effectDigest: '',
    confirmation: '',
  };
  const problems = (given: object) =>
    updateIdentityInput
      .safeParse({ ...input, ...given })
      .error?.issues.map((issue) => issue.path.join('.'));

  it('takes what was changed, without the spaces around it', () => {
    expect(updateIdentityInput.parse(input).changes).toEqual({ city: 'Lagos' });
  });

  it.each([
    ['nothing that changes', { changes: {} }, ['changes']],
    ['a field that identities do not have', { changes: { city: 'L', nickname: 'J' } }, ['changes']],
    ['a seen field that identities do not have', { seen: { nickname: 'J' } }, ['seen']],
    ['a day that does not exist', { changes: { dob: '2023-02-29' } }, ['changes.dob']],
    ['no ticket', { ticket: '  ' }, ['ticket']],
    ['what is no e-mail', { changes: { emailAddress: 'j@' } }, ['changes.emailAddress']],
  ])('refuses %s', (_what, given, expected) => expect(problems(given)).toEqual(expected));
});

it('asks everybody who reveals for a reason, and for one field at a time', () => {
  const input = { identityId: 'idt_1', field: 'dob', reason: 'SUP-1' };
  expect(revealFieldInput.safeParse(input).success).toBe(true);
  expect(revealFieldInput.safeParse({ ...input, reason: ' ' }).success).toBe(false);
  expect(revealFieldInput.safeParse({ ...input, field: 'city' }).success).toBe(false);
});

it('takes the end of the id in any case, and nothing else', () => {
  expect(isIdentityConfirmed(' F0A7 ', 'idt_1111-f0a7')).toBe(true);
  expect(isIdentityConfirmed('', 'idt_1111-f0a7')).toBe(false);
  expect(isIdentityConfirmed('idt_1111-f0a7', 'idt_1111-f0a7')).toBe(false);
});
