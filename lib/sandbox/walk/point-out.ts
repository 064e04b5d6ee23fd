import { differences } from '../recordings/compare';
import { parseJson } from '../recordings/json-text';

/** Where two answers differ, in lines; the answers themselves where they are no JSON. */
export function pointOut(answers: readonly [string, string]): string[] {
  const [one, two] = answers.map(partsOf);
  if (one && two && one.head === two.head) {
    const found = differences(one.json, two.json, { strictOrder: true });
    if (found.length > 0) return found.slice(0, MOST);
  }
  return [...answers];
}

const MOST = 8;

function partsOf(answer: string) {
  const at = answer.search(/[[{]/);
  try {
    return { head: answer.slice(0, at), json: parseJson(answer.slice(at)) };
  } catch {
    return undefined;
  }
}
