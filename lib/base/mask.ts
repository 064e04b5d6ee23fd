/**
 * An e-mail address that tells people apart without giving the address away: `j•••@doe.example`.
 * Whatever has no name before an `@` is hidden altogether. Runs on the server only for people who may
 * not see more (design §10); the dots are as many whatever was there.
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const first = Array.from(email)[0];
  if (at < 1 || first === undefined) return '•••';
  return `${first}•••${email.slice(at)}`;
}

/** A phone number by its last two digits: `•••47`. */
export function maskPhone(phone: string): string {
  return `•••${phone.replace(/\D/g, '').slice(-2)}`;
}

/** Text of which nothing may be seen but that it is there: a street, a post code, a birth date. */
export function maskAll(): string {
  return '•••';
}
