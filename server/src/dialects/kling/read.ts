import type { z } from 'zod';
import { type Json, objectOf, objectsIn, textIn, textOf, wordOf } from '../../base/json.ts';
import { parseWide } from '../../base/wide-json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall, TaskHook } from '../../spec/task.ts';
import { actionOf } from './actions.ts';
import { videoOf } from './canonical.ts';
import { checkRules } from './rules.ts';

const refuse = (message: string, param: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

function hookOf(url: unknown, param: string): TaskHook | undefined {
  const address = textIn(url);
  if (address === undefined) return undefined;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw refuse(`${param} must be an http or https address`, param);
  return { url: address, on: 'changes' };
}

type Parent = NonNullable<TaskCall['parents']>[number];

/**
 * What of a request names earlier results. Videos, faces and speech of other accounts cannot be used, so a name that
 * nobody here knows is refused; voices and elements may be Kling's own.
 */
function parentsOf(body: Json): readonly Parent[] {
  const input = objectOf(body['input']);
  const found: Parent[] = [];
  const add = (value: unknown, param: string, loose: boolean) => {
    const ref = wordOf(value);
    if (ref !== '' && !found.some((parent) => parent.ref === ref))
      found.push({ ref, param, ...(loose ? { loose } : {}) });
  };
  add(body['video_id'], 'video_id', false);
  add(body['session_id'], 'session_id', false);
  add(body['origin_task_id'], 'origin_task_id', false);
  add(input['video_id'], 'input.video_id', false);
  add(input['task_id'], 'input.task_id', false);
  const addAll = (list: string, name: string, loose: boolean) => {
    for (const [at, one] of objectsIn(body[list]).entries()) add(one[name], `${list}[${at}].${name}`, loose);
  };
  addAll('face_choose', 'audio_id', false);
  addAll('voice_list', 'voice_id', true);
  addAll('element_list', 'element_id', true);
  addAll('contents', 'element_id', true);
  return found;
}

/** The body as a value, once it is known to be an object: 64-bit numbers stay whole. */
function bodyOf(bytes: Buffer): Json {
  parseBody(bytes);
  return objectOf(parseWide(bytes.toString('utf8')));
}

const memoOf = (external: unknown): { readonly memo?: Json } => {
  const name = textIn(external);
  return name === undefined ? {} : { memo: { external: name } };
};

/** Reads a request of a path behind /v1. Throws body_malformed, field_invalid. */
export function readLegacy(action: string, schema: z.ZodType, bytes: Buffer): TaskCall {
  const known = actionOf(action);
  if (!known) throw new GatewayError('endpoint_unknown', `there is no ${action} here`);
  const sent = bodyOf(bytes);
  checkFields(schema, sent);
  refuseDoubleModel(bytes);
  checkRules(action, sent);
  const { callback_url: callback, model: other, ...rest } = sent;
  // Kling itself does not look at `model`; whoever sends it means it.
  const named = textIn(sent['model_name']) ?? textIn(other);
  const model = named ?? known.model ?? `kling-${action.replaceAll('/', '-')}`;
  const body: Json = named === undefined ? rest : { ...rest, model_name: named };
  const hook = hookOf(callback, 'callback_url');
  const parents = parentsOf(body);
  const video = videoOf(action, body);
  const prompt = textIn(body['prompt']) ?? textIn(objectOf(body['input'])['text']);
  return {
    kind: known.kind,
    action,
    model,
    body,
    ...(video ? { video } : {}),
    ...(prompt === undefined ? {} : { prompt }),
    ...(parents.length > 0 ? { parents } : {}),
    ...memoOf(body['external_task_id']),
    ...(hook ? { hook } : {}),
  };
}

/** Reads a request of a path that names the model. Throws body_malformed, field_invalid. */
export function readPathed(action: string, schema: z.ZodType, bytes: Buffer, head: RequestHead): TaskCall {
  const sent = bodyOf(bytes);
  checkFields(schema, sent);
  const { callback_url: callback, ...options } = objectOf(sent['options']);
  const body: Json = 'options' in sent ? { ...sent, options } : sent;
  const hook = hookOf(callback, 'options.callback_url');
  const parents = parentsOf(body);
  const prompt =
    textIn(body['prompt']) ??
    textIn(objectsIn(body['contents']).find((item) => textOf(item['type']) === 'prompt')?.['text']);
  return {
    kind: 'video',
    action,
    model: head.params['model'] ?? '',
    body,
    ...(prompt === undefined ? {} : { prompt }),
    ...(parents.length > 0 ? { parents } : {}),
    ...memoOf(options['external_task_id']),
    ...(hook ? { hook } : {}),
  };
}
