import { expect, it } from 'vitest';
import { maskEmail, maskPhone } from './mask';

it.each([
  ['jane@doe.example', 'j•••@doe.example'],
  ['j@doe.example', 'j•••@doe.example'],
  ['"a@b"@doe.example', '"•••@doe.example'],
  ['𝒥ane@doe.example', '𝒥•••@doe.example'],
  ['@doe.example', '•••'],
  ['jane', '•••'],
  ['', '•••'],
])('%s becomes %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

it.each([
  ['+234 803 555 0147', '•••47'],
  ['7', '•••7'],
  ['', '•••'],
])('phone %s becomes %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});
