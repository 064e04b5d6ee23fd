import { JsonNumber, type JsonObject, type JsonValue } from '../json/values';
import { differences, type CompareOptions } from './compare';
import { short } from './json-text';
import { jsonOf, type Answer } from './talk';
import { patternOf } from './tokens';
import { fill, fillAll, type Variables } from './variables';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Where an answer differs from its expectation. */
export function check(
  expect: JsonObject,
  answer: Answer,
  { variables, ...options }: CompareOptions & { variables: Variables },
): string[] {
  return [
    ...checkStatus(expect, answer),
    ...checkType(expect, answer),
    ...checkBody(expect, answer, { variables, ...options }),
    ...checkTexts(expect, answer, variables),
    ...checkHeaders(expect, answer, variables),
  ];
}

function checkStatus(expect: JsonObject, answer: Answer): string[] {
  const status = expect.get('status');
  const wanted = status instanceof JsonNumber ? Number(status.raw) : undefined;
  return wanted === answer.status ? [] : [`status expected ${wanted} got ${answer.status}`];
}

function checkType(expect: JsonObject, answer: Answer): string[] {
  if (!expect.has('body') && !expect.has('contentType')) return [];
  const wanted = String(expect.get('contentType') ?? JSON_TYPE);
  const got = answer.headers['content-type'] ?? '';
  return got === wanted ? [] : [`content type expected ${wanted || 'none'} got ${got || 'none'}`];
}

function checkBody(
  expect: JsonObject,
  answer: Answer,
  { variables, ...options }: CompareOptions & { variables: Variables },
): string[] {
  const wanted = expect.get('body');
  if (wanted === undefined) return [];
  const got = jsonOf(answer);
  if (got === undefined) return [`body is not JSON: ${short(answer.text)}`];
  return differences(fillAll(wanted, variables), got, options);
}

function checkTexts(expect: JsonObject, answer: Answer, variables: Variables): string[] {
  return ['text', 'raw'].flatMap((field) => {
    const wanted = expect.get(field);
    if (typeof wanted !== 'string') return [];
    const filled = fill(wanted, variables);
    if (patternOf(filled).test(answer.text)) return [];
    return [`${field} expected ${short(filled)} got ${short(answer.text)}`];
  });
}

function checkHeaders(expect: JsonObject, answer: Answer, variables: Variables): string[] {
  const wanted = expect.get('headers');
  if (!(wanted instanceof Map)) return [];
  return [...wanted].flatMap(([name, value]) => {
    const got = answer.headers[name.toLowerCase()];
    const text = Array.isArray(got) ? got.join(', ') : got;
    return headerFits(value, text, variables)
      ? []
      : [`header ${name} expected ${short(value)} got ${short(text)}`];
  });
}

function headerFits(wanted: JsonValue, got: string | undefined, variables: Variables): boolean {
  if (wanted === null || got === undefined) return wanted === null && got === undefined;
  return patternOf(fill(String(wanted), variables)).test(got);
}
