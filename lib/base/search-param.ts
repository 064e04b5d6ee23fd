import { z } from 'zod';

/**
 * One value of an address: of a repeated one the first. What is empty or longer than `max` is as if it
 * were not there, because a wrong address must still lead to a page.
 */
export const searchParam = (max = 200) =>
  z.preprocess(
    (value) => (Array.isArray(value) ? value[0] : value),
    z.string().trim().min(1).max(max).optional().catch(undefined),
  );

/** One word out of a closed set; anything else is as if it were not there. */
export const searchWord = <Word extends string>(...words: Word[]) =>
  searchParam().transform((value) => words.find((word) => word === value));

/** A cursor may name up to 60 ids of rows that share one time. */
const MAX_CURSOR = 4_000;

/** The part of a list's address that says which page it is, as its pager writes it. */
export const pageParams = {
  older: searchParam(MAX_CURSOR),
  newer: searchParam(MAX_CURSOR),
  end: searchWord('oldest'),
};
