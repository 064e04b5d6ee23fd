import { durationText, parseDuration } from '../clock/go-duration';
import { Refusal } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { recoverQueued } from '../posting/recovery';
import { route, type Route } from '../router';

const TWO_MINUTES = 120_000_000_000n;

/** `POST /transactions/recover`: never younger ones than two minutes, though the answer says what was asked. */
async function recover(c: Context): Promise<Reply> {
  const text = c.query.get('threshold') ?? '';
  const threshold = text === '' ? TWO_MINUTES : parseDuration(text);
  if (typeof threshold !== 'bigint') {
    throw new Refusal('GEN_VALIDATION_ERROR', `invalid threshold duration: ${threshold.fault}`);
  }
  const nanos = threshold < TWO_MINUTES ? TWO_MINUTES : threshold;
  const recovered = await recoverQueued(c.services, Number(nanos / 1_000_000n));
  return json(
    200,
    new Map<string, number | string>([
      ['recovered', recovered],
      ['threshold', durationText(threshold)],
    ]),
  );
}

export const recoverRoutes: readonly Route[] = [route(['POST', '/transactions/recover'], recover)];
