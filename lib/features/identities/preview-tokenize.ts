import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { DomainError } from '@/lib/base/result';
import { type TokenField } from '@/lib/base/token-fields';
import { reading } from '@/lib/core/explain';
import { identityName, tokenStateOf, type TokenState } from '@/lib/core/schemas/identity';
import { describeRename, type RenamePreviewDto } from './describe-rename';
import { fieldsOf, findIdentity, maskField } from './identity-facts';
import { readTokenizeEffect } from './rename-effect';
import { isPersonalField, TOKEN_FIELD_NAMES } from './schema';

/** What the dialog says before anything is asked for. */
export type TokenizePreviewDto = {
  name: string;
  /** Every field that can be tokenized and is set; personal ones masked. */
  fields: { field: TokenField; state: TokenState; shown: string }[];
  /** What the chosen ones do to fund lineage. */
  effect: RenamePreviewDto;
};

/**
 * What can be tokenized of an identity, and what tokenizing `fields` would do, from a fresh read of Core.
 * Permission: `identities:tokenize`.
 * @throws DomainError `notFound`, or when Core cannot be read.
 */
export async function previewTokenize(
  actor: Actor,
  params: { identityId: string; fields: readonly string[] },
  options: { signal?: AbortSignal } = {},
): Promise<TokenizePreviewDto> {
  assertPermission(actor, 'identities:tokenize');
  return reading('this identity', async () => {
    const identity = await findIdentity(params.identityId, options.signal);
    if (!identity) {
      const message = `Core has no identity ${params.identityId}.`;
      throw new DomainError({ code: 'notFound', message });
    }
    const chosen = TOKEN_FIELD_NAMES.filter((field) => params.fields.includes(field));
    const effect = await readTokenizeEffect(identity, chosen, options);
    const name = identityName(identity);
    const values = fieldsOf(identity);
    const fields = TOKEN_FIELD_NAMES.map((field) => {
      const value = values[field];
      const shown = isPersonalField(field) ? maskField(field, value) : value;
      return { field, state: tokenStateOf(identity, field), shown };
    });
    return {
      name,
      fields: fields
        .filter(({ state }) => state !== 'empty')
        .map((each) => (each.state === 'tokenized' ? { ...each, shown: '' } : each)),
      effect: describeRename(effect, { name, how: 'tokenized' }),
    };
  });
}
