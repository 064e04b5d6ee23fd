export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const STAMP = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d';

/** What each token in an expectation stands for. */
const TOKENS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^<id:([a-z]+)>/, ([, prefix]) => `${prefix}_${UUID}`],
  [/^<uuid>/, () => UUID],
  [/^<time:ns>/, () => `${STAMP}(?:\\.\\d{1,9})?Z`],
  [/^<time:us>/, () => `${STAMP}(?:\\.\\d{1,6})?Z`],
  [/^<time:s>/, () => `${STAMP}Z`],
  [/^<hash>/, () => '[0-9a-f]{64}'],
  [/^<bcrypt>/, () => '\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}'],
  [/^<key>/, () => '[A-Za-z0-9_-]{43}='],
  [/^<any>/, () => '[\\s\\S]*'],
];
const LONGEST_TOKEN = 24;

/** The pattern of an expected text: its tokens match what they stand for, all else itself. */
export function patternOf(text: string): RegExp {
  let source = '';
  for (let at = 0; at < text.length;) {
    const hit = text[at] === '<' ? tokenAt(text.slice(at, at + LONGEST_TOKEN)) : undefined;
    if (hit) {
      source += hit.source;
      at += hit.length;
    } else {
      source += text[at]!.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
      at += 1;
    }
  }
  return new RegExp(`^${source}$`);
}

function tokenAt(text: string): { source: string; length: number } | undefined {
  for (const [pattern, meaning] of TOKENS) {
    const found = pattern.exec(text);
    if (found) return { source: meaning(found), length: found[0].length };
  }
  return undefined;
}
