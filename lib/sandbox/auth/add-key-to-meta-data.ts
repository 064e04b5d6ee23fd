import { RequestBody } from '../http/request-body';
import { encodeJson } from '../json/encode';
import { toGoAny, type GoMap } from '../json/values';
import { decodeWhole } from '../json/decode';

/**
 * What Core does to every POST of an API key: it reads the object, notes the key in `meta_data`, and writes it anew.
 * All numbers pass through float64 on the way, so integers beyond 2^53 arrive rounded (contract 1.4). What is not one
 * JSON object stays as it was; a body that is too large has been used up and leaves nothing.
 */
export function addKeyToMetaData(body: RequestBody, keyId: string): RequestBody {
  if (body.tooLarge) return new RequestBody(Buffer.alloc(0), true);
  let object: GoMap;
  try {
    const value = toGoAny(decodeWhole(body.bytes));
    if (!(value instanceof Map)) return body;
    object = value;
    const given = object.get('meta_data');
    const metaData: GoMap = given instanceof Map ? given : new Map();
    metaData.set('BLNK_GENERATED_BY', keyId);
    object.set('meta_data', metaData);
    return new RequestBody(Buffer.from(encodeJson(object)));
  } catch {
    return body;
  }
}
