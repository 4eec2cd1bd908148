import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { countTopLevel } from '../../../base/json-span.ts';
import { GatewayError } from '../../../spec/fault.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a JSON body. Throws body_malformed. */
export function parseBody(bytes: Buffer): Json {
  if (bytes.length === 0)
    throw new GatewayError('body_malformed', 'the request has no body; send a JSON object');
  if (!isUtf8(bytes)) throw new GatewayError('body_malformed', 'the body is not valid UTF-8');
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    // The engine quotes the body in some of its messages: only the place is taken from them.
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const why = place
      ? `look at position ${place}`
      : 'it ends too early or has a character that does not belong there';
    throw new GatewayError('body_malformed', `the body is not valid JSON: ${why}`);
  }
  if (!isObject(body)) throw new GatewayError('body_malformed', 'the body must be a JSON object');
  return body;
}

/** "documents[0].text" from a path of zod. */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? String(step) : `.${String(step)}`))
    .join('');

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const step of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  return value;
}

/** Checks types against the schema. Throws field_invalid naming the first wrong field. */
export function checkFields(schema: z.ZodType, body: Json): void {
  const checked = schema.safeParse(body);
  if (checked.success) return;
  const issue = checked.error.issues[0]!;
  const param = pathText(issue.path);
  const missing = valueAt(body, issue.path) === undefined;
  const message = missing
    ? `you must provide a ${param} parameter`
    : `${param || 'the body'}: ${issue.message.replace(/^Invalid input: /, '')}`;
  throw new GatewayError('field_invalid', message, {
    param,
    ...(missing ? { upstream: { code: 'missing_required_parameter' } } : {}),
  });
}

/** Refuses a body that names its model twice: the last is priced here, an upstream that takes the first would serve another. */
export function refuseDoubleModel(bytes: Buffer): void {
  const first = bytes.indexOf('"model"');
  if (bytes.indexOf('"model"', first + 7) < 0 && !bytes.includes('\\u')) return;
  if (countTopLevel(bytes, 'model') > 1)
    throw new GatewayError('field_invalid', 'the body names model more than once', { param: 'model' });
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
