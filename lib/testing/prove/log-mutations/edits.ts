import { type SeededRandom } from '@/lib/base/seeded-random';

/** A record with another text in it that is still a record. */
export function edited(body: string, random: SeededRandom): string {
  const event = JSON.parse(body) as Record<string, unknown>;
  const edits: (() => string)[] = [
    () => body.replace(/"kind":"[^"]+"\}?/, (kind) => kind.replace(/"$|"\}$/, (end) => `x${end}`)),
    () => body.replace(/"id":"(person|sealer)[^"]*"/, '"id":"person_eve"'),
    () => body.replaceAll(/idt_[a-z]+/g, 'idt_nobody'),
    () => body.replace(/"v":1/, '"v":2'),
    () => body.replace(`"at":"${String(event.at)}"`, `"at":"${shifted(String(event.at), random)}"`),
    () => `${body} `,
    () => body.replace('{', '{"":0,'),
    () => flipped(body, random),
  ];
  for (;;) {
    const result = random.pick(edits)();
    if (result !== body && !result.includes('\n')) return result;
  }
}

const shifted = (at: string, random: SeededRandom) =>
  new Date(Date.parse(at) + random.pick([-1, 1]) * random.between(1, 10 ** 9)).toISOString();

/** One character is another one. */
export function flipped(text: string, random: SeededRandom): string {
  const at = random.between(0, text.length - 1);
  const old = text.charCodeAt(at);
  let code = old;
  while (code === old || code === 10) code = random.between(1, 126);
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}
