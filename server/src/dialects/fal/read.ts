import type { Json } from '../../base/json.ts';
import { textIn } from '../../base/json.ts';
import type { CallKind, RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, type Mistake, parseBody } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { Facts } from '../../spec/usage.ts';
import { addressOf, type Target } from './address.ts';
import { listedModel } from './models.ts';
import { imageIn, videoIn } from './neutral.ts';
import { anyBody } from './wire.ts';

/** Headers of the queue, and the facts that carry them. */
const queueHeaders: readonly (readonly [string, string])[] = [
  ['x-fal-queue-priority', 'queue_priority'],
  ['x-fal-request-timeout', 'start_timeout'],
  ['x-fal-runner-hint', 'runner_hint'],
  ['x-fal-object-lifecycle-preference', 'object_lifecycle'],
  ['x-fal-no-retry', 'no_retry'],
];
const longestHeader = 500;

function factsOf({ headers }: RequestHead): Facts {
  const facts: Record<string, string> = {};
  for (const [name, fact] of queueHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '' && value.length <= longestHeader) facts[fact] = value;
  }
  return facts;
}

/** What a model makes whose name is all that is known of it. The operator's price list has the last word. */
export function kindOf(model: string): CallKind {
  const known = listedModel(model)?.kind;
  if (known) return known;
  if (/video|veo|kling|hailuo|seedance|pika|ltx|sora|luma-dream|wan-(i2v|t2v)|animate|lipsync/.test(model))
    return 'video';
  return /music|audio|speech|tts|voice|song|sound/.test(model) ? 'music' : 'image';
}

const words = ({ param, code, message, missing }: Mistake): string =>
  missing && code === 'invalid_type' ? 'Field required' : message || `${param} is not what this model takes`;

/** fal's clients wait so long for `run`; the gateway's own bound is as long. */
const waitMs = 10 * 60_000;

/** Reads an input for the model at an address of fal's. Throws field_invalid, body_malformed, endpoint_unknown. */
export function readInput(bytes: Buffer, head: RequestHead, { path, query, service }: Target): TaskCall {
  const address = addressOf(path);
  if (address.what !== 'model' || service === 'rest')
    throw new GatewayError('endpoint_unknown', 'the path is that of no model');
  const { model } = address;
  const body: Json = bytes.length === 0 ? {} : parseBody(bytes);
  checkFields(listedModel(model)?.body ?? anyBody, body, words);
  const hook = new URLSearchParams(query).get('fal_webhook') ?? '';
  const kind = kindOf(model);
  const prompt = textIn(body['prompt']);
  const image = kind === 'image' ? imageIn(body) : undefined;
  const video = kind === 'video' ? videoIn(body) : undefined;
  return {
    kind,
    action: 'run',
    model,
    body,
    ...(image ? { image } : {}),
    ...(video ? { video } : {}),
    ...(prompt ? { prompt } : {}),
    ...(hook ? { hook: { url: hook, on: 'end' as const }, memo: { hook: true } } : {}),
    ...(service === 'run' ? { waitMs } : {}),
    facts: factsOf(head),
  };
}
