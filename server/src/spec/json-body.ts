import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { isObject, type Json } from '../base/json.ts';
import { countTopLevel } from '../base/json-span.ts';
import { GatewayError } from './fault.ts';

/** Reading of JSON bodies, as every dialect does it. */

/** Parses a body. Throws body_malformed with the place of the mistake. */
export function parseBody(bytes: Buffer): Json {
  if (bytes.length === 0)
    throw new GatewayError('body_malformed', 'the request has no body; send a JSON object');
  if (!isUtf8(bytes)) throw new GatewayError('body_malformed', 'the body is not valid UTF-8');
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    // The engine quotes the body in some of its messages: only the place is taken from them.
    const said = error instanceof Error ? error.message : '';
    const place = /position (\d+)/.exec(said)?.[1];
    const why = place
      ? `look at position ${place}`
      : /end of JSON/.test(said)
        ? 'it ends too early'
        : 'it has a character that does not belong there';
    throw new GatewayError('body_malformed', `the body is not valid JSON: ${why}`);
  }
  if (!isObject(body)) throw new GatewayError('body_malformed', 'the body must be a JSON object');
  return body;
}

/** "messages[0].role" from a path of zod. */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? String(step) : `.${String(step)}`))
    .join('');

/** What is wrong with a field, in the schema's words. `missing`: there is no such field. */
export type Mistake = {
  readonly param: string;
  readonly code: string;
  readonly message: string;
  readonly missing: boolean;
};

const plainly = ({ param, code, message, missing }: Mistake): string =>
  missing && code === 'invalid_type' ? `you must provide ${param}` : `${param || 'the body'}: ${message}`;

/** Checks types against the schema. Throws field_invalid naming the first wrong field; `words` say it to the client. */
export function checkFields(schema: z.ZodType, body: Json, words = plainly): void {
  const checked = schema.safeParse(body);
  if (checked.success) return;
  const { path, code, message } = checked.error.issues[0]!;
  const param = pathText(path);
  const mistake = {
    param,
    code,
    message: message.replace(/^Invalid input: /, ''),
    missing: valueAt(body, path) === undefined,
  };
  throw new GatewayError('field_invalid', words(mistake), { param });
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const step of path)
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  return value;
}

/**
 * Refuses a body that names its model twice: the last one is priced here, and an upstream that takes the first would
 * serve another. The full look is only taken where a second name can hide.
 */
export function refuseDoubleModel(bytes: Buffer, message = 'the body names model more than once'): void {
  const first = bytes.indexOf('"model"');
  if (bytes.indexOf('"model"', first + 7) < 0 && !bytes.includes('\\u')) return;
  if (countTopLevel(bytes, 'model') > 1) throw new GatewayError('field_invalid', message, { param: 'model' });
}

/** The value as JSON; of one that is nested deeper than the stack, its names and texts. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const words: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) words.push(String(next));
    else for (const [name, one] of Object.entries(next)) left.push(name, one);
  }
  return words.join(' ');
}
