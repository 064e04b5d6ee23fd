import pg from 'pg';
import { TypedError } from '../errors/core-error';
import type { Db, Result, Statement } from './db';

/** The SQLSTATE of an error from PostgreSQL. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

export const UNIQUE_VIOLATION = '23505';
export const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Runs a statement whose failure Core reports as 500 with its own words and PostgreSQL's error as details. A statement
 * that must be built first is given as a function, so that a value no parameter can hold fails the same way.
 *
 * @throws TypedError GEN_INTERNAL, or what building the statement refused
 */
export async function queryOr<Row extends object>(
  db: Db,
  message: string,
  statement: Statement | (() => Statement),
): Promise<Result<Row>> {
  try {
    return await db.query<Row>(typeof statement === 'function' ? statement() : statement);
  } catch (error) {
    if (error instanceof TypedError) throw error;
    throw new TypedError('GEN_INTERNAL', message, asError(error));
  }
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
