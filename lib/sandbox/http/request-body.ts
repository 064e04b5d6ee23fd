import { decodeFirst, JsonSyntaxError } from '../json/decode';
import type { JsonValue } from '../json/values';

/** The body of a request: its bytes as far as the limit allows, and whether there was more. */
export class RequestBody {
  constructor(
    readonly bytes: Buffer,
    readonly tooLarge = false,
  ) {}

  /**
   * The first JSON value of the body.
   *
   * @throws JsonSyntaxError with the decoder's words, also when the limit cut the value off.
   */
  json(): JsonValue {
    try {
      return decodeFirst(this.bytes);
    } catch (error) {
      if (this.tooLarge && error instanceof JsonSyntaxError && CUT_OFF.has(error.message)) {
        throw new JsonSyntaxError('http: request body too large');
      }
      throw error;
    }
  }
}

const CUT_OFF: ReadonlySet<string> = new Set(['EOF', 'unexpected EOF']);
