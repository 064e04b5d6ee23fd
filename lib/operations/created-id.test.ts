import { expect, it } from 'vitest';
import { uuidv7 } from '@/lib/base/ids';
import { createdIdentityId } from './created-id';

it('is the same for the same operation, whatever the case of its letters', () => {
  const id = '01A1FE34-0B86-7269-9F2A-74DE452E6B43';
  expect(createdIdentityId(id)).toBe('idt_d9c94c9c-f1ef-8555-86c8-adcb13f30015');
  expect(createdIdentityId(id.toLowerCase())).toBe(createdIdentityId(id));
});

it('has the shape that Core asks for, and first digits that tell identities apart', () => {
  const ids = Array.from({ length: 200 }, () => createdIdentityId(uuidv7(1_795_000_000_000)));
  for (const id of ids) {
    expect(id).toMatch(/^idt_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(ids.map((id) => id.slice(4, 8))).size).toBeGreaterThan(150);
});
