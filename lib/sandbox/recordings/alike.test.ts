import { describe, expect, it } from 'vitest';
import { parseJson } from './json-text';
import { Alike } from './alike';

const NOW = Date.parse('2026-05-01T10:00:00Z');
const id = (prefix: string, digit: string) =>
  `${prefix}_${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`;

describe('Alike', () => {
  const alike = () => new Alike(() => NOW);

  it('numbers ids as they turn up, so that two Cores with other ids say the same', () => {
    const answer = (a: string, b: string) =>
      `{"balance_id":"${a}","identity_id":"${b}","again":"${a}"}`;
    const one = alike().of(answer(id('bln', '1'), id('idt', '2')));
    const two = alike().of(answer(id('bln', '8'), id('idt', '9')));
    expect(one).toBe(two);
    expect(one).toBe('{"balance_id":"bln#1","identity_id":"idt#2","again":"bln#1"}');
  });

  it('does not take one id for another', () => {
    const one = alike();
    one.of(`${id('bln', '1')} ${id('bln', '2')}`);
    const two = alike();
    two.of(`${id('bln', '8')} ${id('bln', '9')}`);
    expect(one.of(id('bln', '1'))).not.toBe(two.of(id('bln', '9')));
  });

  it('forgets what an answer named first, if that answer is not to count', () => {
    const one = alike();
    one.of(id('bln', '1'));
    const { known } = one;
    one.of(`${id('bln', '1')} ${id('txn', '2')}`);
    one.forgetSince(known);
    expect(one.of(`${id('bln', '3')} ${id('bln', '1')} ${id('txn', '2')}`)).toBe(
      'bln#2 bln#1 txn#3',
    );
  });

  it('knows an identity in the name of its shadow balance', () => {
    const one = alike();
    one.of(id('idt', '2'));
    expect(one.of('"@stripe_jane_doe_idt_2222"')).toBe('"@stripe_jane_doe_idt#1"');
    expect(one.of('"@jane_idt_2222_lineage"')).toBe('"@jane_idt#1_lineage"');
  });

  it('hides what a name was tokenized to, also amid the name of a shadow balance', () => {
    expect(alike().of('"FPT::Abc+/1==" "@stripe_fpt:pø-æ:w4/e==_doe"')).toBe(
      '"TOKEN" "@stripe_TOKEN_doe"',
    );
  });

  it('hides moments of now and no others', () => {
    expect(alike().of('2026-05-01T10:00:00.12Z 2026-05-01 09:59:59.5')).toBe('NOW NOW');
    expect(alike().of('0001-01-01T00:00:00Z 2021-03-04T05:06:07.123+05:30')).toBe(
      '0001-01-01T00:00:00Z 2021-03-04T05:06:07.123+05:30',
    );
  });

  it('leaves figures alone', () => {
    const text = '{"balance":12345678901234567890,"amount":1.50}';
    expect(alike().of(text)).toBe(text);
  });

  describe('rows in any order', () => {
    const row = (by: string, amount: number, at = '2026-05-01T10:00:00Z') =>
      `{"id":"${id('txn', by)}","amount":${amount},"created_at":"${at}"}`;
    const ordered = (rows: string[]) =>
      JSON.stringify(new Alike(() => NOW).inOneOrder(parseJson(`[${rows.join(',')}]`)), amounts);
    const amounts = (_: string, value: unknown) =>
      value instanceof Map ? String((value.get('amount') as { raw: string }).raw) : value;

    it('come in an order that their ids have no part in', () => {
      const one = ordered([row('1', 7), row('2', 3), row('3', 5)]);
      expect(ordered([row('9', 3), row('8', 5), row('7', 7)])).toBe(one);
      expect(ordered([row('9', 3), row('8', 5), row('7', 8)])).not.toBe(one);
    });

    it('leave out the last moment of a full page, which may go on behind it', () => {
      const full = Array.from({ length: 99 }, (_, n) => row('1', n));
      const last = '2026-05-01T09:00:00Z';
      expect(ordered([...full, row('1', 100, last)])).toBe(ordered([...full, row('1', 101, last)]));
      const open = full.slice(0, 50);
      expect(ordered([...open, row('1', 100, last)])).not.toBe(
        ordered([...open, row('1', 101, last)]),
      );
    });
  });
});
