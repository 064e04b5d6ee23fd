/** Fields of an identity that Core can replace by a token, by the names of its routes (contract 3.3). */
export const TOKEN_FIELDS = {
  firstName: 'FirstName',
  lastName: 'LastName',
  otherNames: 'OtherNames',
  emailAddress: 'EmailAddress',
  phoneNumber: 'PhoneNumber',
  street: 'Street',
  postCode: 'PostCode',
} as const;
export type TokenField = keyof typeof TOKEN_FIELDS;

/** What is shown in the place of a token. */
export const TOKENIZED_TEXT = '[tokenized]';
