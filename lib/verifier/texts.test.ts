import { expect, it } from 'vitest';
import { bytesOf, isInRow, Lines } from './bytes';
import { nodePorts } from './node-ports';
import { hashTexts, readText } from './texts';

const ID = '019b77a9-a230-7000-9ec3-78ff88ba2147';
const written = (changes: object) =>
  JSON.stringify({
    event_id: ID,
    field: 'actor.name',
    salt: '74f70f74ae982f7c43dec30a6d3922b5',
    text: 'Ada',
    ...changes,
  });

const LINES = [
  written({}),
  written({ text: '' }),
  written({ text: 'Łucja 田中 😀' }),
  written({ text: 'a "b" \\ \u0001\u2028' }),
  written({ text: 'x'.repeat(5_000) }),
  written({ field: 'reason.note', salt: '' }),
  written({ field: 'é' }),
  // In the bytes of UTF-8 this is the one before.
  written({ field: 'Ã©' }),
  written({ event_id: 'short' }),
  // A letter whose last byte is that of a 1.
  written({ event_id: ID.replace('1', '\u0131') }),
  written({ more: 1 }),
  written({ text: 5 }),
  `${written({})} `,
  written({}).replace(',', ', '),
  written({}).slice(0, -1),
  written({}).replace('"text"', '"salt":"z","text"'),
  '',
  '{}',
];

it('a line says the same whether its bytes are read or its JSON', () => {
  const lines = new Lines(bytesOf(LINES.map((line) => `${line}\n`).join('')));
  const { ids, fields, names, hashes } = hashTexts(lines, nodePorts);
  LINES.forEach((line, at) => {
    const read = readText(line);
    expect(names[fields[at]!], line).toBe(read?.field);
    if (!read) return;
    expect(isInRow(ids, at, ID), line).toBe(read.event_id === ID);
    expect(isInRow(hashes, at, nodePorts.sha256(read.salt + read.text)), line).toBe(true);
  });
  expect(new Set(names).size).toBe(names.length);
});

it('a line that is not UTF-8 cannot be read, and the others can', () => {
  const bytes = bytesOf(`${written({})}\n${written({ text: 'é' })}\n${written({})}\n`);
  bytes[bytes.indexOf(0xc3)] = 0xff;
  const { fields } = hashTexts(new Lines(bytes), nodePorts);
  expect([...fields]).toEqual([0, -1, 0]);
});
