import { describe, expect, it } from 'vitest';
import { isUuid } from '@/lib/base/ids';
import { identityIdOf } from './create-identity';
import { createIdentityInput, NO_FIELDS } from './schema';

describe('identityIdOf', () => {
  const id = '01a1fe34-0b86-7269-9f2a-74de452e6b43';

  it('is the same for the same operation, and a UUID that Core takes', () => {
    expect(identityIdOf(id)).toBe(identityIdOf(id));
    expect(identityIdOf(id)).toMatch(
      /^idt_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/,
    );
    expect(isUuid(identityIdOf(id).slice(4))).toBe(true);
  });

  it('spreads the four digits that lineage names use, also for neighbouring operations', () => {
    const near = Array.from(
      { length: 64 },
      (_, i) => `${id.slice(0, -2)}${i.toString(16).padStart(2, '0')}`,
    );
    expect(new Set(near.map((other) => identityIdOf(other).slice(4, 8))).size).toBeGreaterThan(60);
  });
});

describe('createIdentityInput', () => {
  const problems = (fields: object) =>
    createIdentityInput
      .safeParse({ ...NO_FIELDS, ...fields })
      .error?.issues.map((issue) => issue.path.join('.'));

  it.each([
    [{ firstName: 'Jane' }, undefined],
    [{}, ['firstName']],
    [{ identityType: 'organization', firstName: 'Jane' }, ['organizationName']],
    [{ firstName: 'Jane', dob: '2020-02-30' }, ['dob']],
    [{ firstName: 'Jane', dob: '9999-01-01' }, ['dob']],
    [{ firstName: 'Jane', emailAddress: 'not one' }, ['emailAddress']],
  ])('%j', (fields, expected) => expect(problems(fields)).toEqual(expected));
});
