import type { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { checkFields as check } from '../../../spec/json-body.ts';

/** Checks types against the schema, in OpenAI's words. Throws field_invalid naming the first wrong field. */
export function checkFields(schema: z.ZodType, body: Json): void {
  let isMissing = false;
  try {
    check(schema, body, ({ param, message, missing }) => {
      isMissing = missing;
      return missing ? `you must provide a ${param} parameter` : `${param || 'the body'}: ${message}`;
    });
  } catch (error) {
    if (!(error instanceof GatewayError) || !isMissing) throw error;
    throw new GatewayError(error.code, error.message, {
      ...error.detail,
      upstream: { code: 'missing_required_parameter' },
    });
  }
}

/** A refusal of one value in OpenAI's words. */
export const invalidValue = (param: string, value: string, supported: readonly string[]): GatewayError =>
  new GatewayError(
    'field_invalid',
    `Invalid value: '${value.slice(0, 64)}'. Supported values are: ${supported.map((one) => `'${one}'`).join(', ')}.`,
    { param },
  );

/**
 * About how many tokens a text has, where no tokenizer is at hand and little hangs on it: four bytes each.
 */
export const aboutTokens = (...texts: readonly (string | undefined)[]): number =>
  Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0) / 4);
