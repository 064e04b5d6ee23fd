import { describe, expect, it } from 'vitest';
import { isSame, sideOf, valuesOf } from './change-sides';

const text = (value: string) => ({ text: value });
const NO_NAMES = new Map();

describe('the values of a change', () => {
  const before = {
    city: text('Lagos'),
    email_address: text('j•••@doe.example'),
    email_address_mark: text('a'),
  };
  const after = {
    city: text('Abuja'),
    email_address: text('n•••@doe.example'),
    email_address_mark: text('b'),
  };

  it('have names, both sides, and no mark', () => {
    expect(valuesOf({ before, after }, null)).toEqual([
      { name: 'City', before: 'Lagos', after: 'Abuja', found: null },
      { name: 'E-mail', before: 'j•••@doe.example', after: 'n•••@doe.example', found: null },
    ]);
  });

  it('say what Core has instead, where it is not what was asked for', () => {
    const [city, email] = valuesOf({ before, after }, { ...after, city: text('Kano') });
    expect(city!.found).toEqual({ text: 'Kano' });
    expect(email!.found).toBeNull();
    const [emptied] = valuesOf({ before, after }, { ...after, city: '' });
    expect(emptied!.found).toEqual({ text: null });
  });

  it('are told apart behind equal masks by their marks', () => {
    const asked = { dob: text('•••'), dob_mark: text('mine') };
    const theirs = { dob: text('•••'), dob_mark: text('theirs') };
    expect(isSame('dob', theirs, asked)).toBe(false);
    expect(isSame('dob', asked, asked)).toBe(true);
    const [dob] = valuesOf({ before: null, after: asked }, theirs);
    expect(dob!.found).toEqual({ text: '•••' });
  });

  it('of a new identity are those that were given', () => {
    const given = { identity_type: 'individual', first_name: text('Ada'), city: '', country: 'NG' };
    expect(valuesOf({ before: {}, after: given }, null)).toEqual([
      { name: 'Type', before: null, after: 'Individual', found: null },
      { name: 'First name', before: null, after: 'Ada', found: null },
      { name: 'Country', before: null, after: 'NG', found: null },
    ]);
  });
});

describe('one side of a change', () => {
  const words = (facts: Parameters<typeof sideOf>[0]) => {
    const side = sideOf(facts, NO_NAMES);
    return side?.of === 'text' ? side.text : null;
  };

  it('is the name of a new identity, whichever names it has', () => {
    const ada = { identity_type: 'individual', first_name: text('Ada'), last_name: text('Obi') };
    expect(words(ada)).toBe('Ada Obi');
    expect(words({ ...ada, first_name: '' })).toBe('Obi');
    const acme = { identity_type: 'organization', organization_name: text('Acme'), first_name: '' };
    expect(words(acme)).toBe('Acme');
  });

  it('is every value of an update, also of one that changes the type or a name', () => {
    expect(words({ city: text('Lagos'), dob: text('•••'), dob_mark: text('a') })).toBe(
      'Lagos, •••',
    );
    expect(words({ last_name: text('Roe'), city: '' })).toBe('Roe, nothing');
  });
});
