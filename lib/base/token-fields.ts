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
