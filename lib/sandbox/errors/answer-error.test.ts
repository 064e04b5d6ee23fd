import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { encodeJson } from '../json/encode';
import { answerError, type ErrorRules } from './answer-error';
import { noRows, PlainError, Refusal, TypedError, wrap } from './core-error';

function told(error: unknown, rules?: ErrorRules): string {
  const { status, body } = answerError(error, rules);
  return `${status} ${encodeJson(body ?? null)}`;
}

describe('answerError', () => {
  it('lets a typed error speak for itself, through whatever wraps it', () => {
    const error = wrap('outer', new TypedError('GEN_NOT_FOUND', 'Balance not found', noRows()));
    expect(told(error, { upgrades: { GEN_NOT_FOUND: 'BAL_NOT_FOUND' } })).toBe(
      '404 {"error":"Balance not found","error_detail":{"code":"BAL_NOT_FOUND","message":"Balance not found","details":{}}}',
    );
  });

  it('reads the code of a plain error off its text, which a caller may have written', () => {
    expect(told(new PlainError("balance with indicator '@transaction' not found"))).toContain(
      '404 {"error":"balance with indicator \'@transaction\' not found","error_detail":{"code":"TXN_NOT_FOUND"',
    );
  });

  it('quotes typed errors inside texts with their older names', () => {
    const error = wrap('failed', new TypedError('GEN_CONFLICT', 'twice'));
    expect(error.message).toBe('failed: CONFLICT: twice');
  });

  it('says nothing about an error it does not know', () => {
    const secret = new Error('connection to 10.0.0.1 refused');
    expect(told(secret)).toBe(
      '500 {"error":"internal server error","error_detail":{"code":"GEN_INTERNAL","message":"internal server error"}}',
    );
    expect(told(secret, { fallback: 'GEN_BAD_REQUEST', fallbackMessage: 'no' })).toContain(
      '400 {"error":"no"',
    );
  });

  it('writes out the fields of a PostgreSQL error', () => {
    const cause = Object.assign(new pg.DatabaseError('bad', 1, 'error'), {
      severity: 'ERROR',
      code: '22P02',
    });
    expect(told(new TypedError('GEN_INTERNAL', 'Failed', cause))).toContain(
      '"details":{"Severity":"ERROR","Code":"22P02","Message":"bad","Detail":""',
    );
  });

  it('keeps a refusal as it was put, under the key it names', () => {
    const refusal = new Refusal('GEN_VALIDATION_ERROR', 'name: cannot be blank.', {
      legacyKey: 'errors',
    });
    expect(told(refusal, { upgrades: { GEN_VALIDATION_ERROR: 'BAL_VALIDATION_ERROR' } })).toBe(
      '400 {"error_detail":{"code":"GEN_VALIDATION_ERROR","message":"name: cannot be blank."},"errors":"name: cannot be blank."}',
    );
  });
});
