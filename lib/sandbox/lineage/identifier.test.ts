import { describe, expect, it } from 'vitest';
import { aggregateIndicator, lineageIdentifier, shadowIndicator } from './identifier';

const identity = (name: { first: string; last: string; organization: string }) =>
  lineageIdentifier({
    identityId: 'idt_4dd1c0de-0000-4000-8000-000000000000',
    firstName: name.first,
    lastName: name.last,
    organizationName: name.organization,
  });

describe('lineageIdentifier', () => {
  it.each([
    [['Mary Ann', "O'Neil", 'Ignored'], "mary ann_o'neil_idt_4dd1"],
    [['', '', 'Blue Sky Ltd'], 'blue_sky_ltd_idt_4dd1'],
    [['Half', '', 'Org  X'], 'org__x_idt_4dd1'],
    [['Only', '', ''], 'idt_4dd1c0de-0000-4000-8000-000000000000'],
    [['ΝΙΚΟΣ', 'İnce', ''], 'νικοσ_ince_idt_4dd1'],
  ] as const)('of %j', ([first, last, organization], expected) => {
    expect(identity({ first, last, organization })).toBe(expected);
  });

  it('names shadow and aggregate', () => {
    expect(shadowIndicator('stripe', 'jane_doe_idt_4dd1')).toBe(
      '@stripe_jane_doe_idt_4dd1_lineage',
    );
    expect(aggregateIndicator('jane_doe_idt_4dd1')).toBe('@jane_doe_idt_4dd1_lineage');
  });
});
