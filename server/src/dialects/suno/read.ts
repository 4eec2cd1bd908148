import type { z } from 'zod';
import { type Json, type JsonDraft, objectIn, stringIn, textIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import { isTaskId } from './ids.ts';
import { actionBody, concatBody, lyricsBody, musicBody, personaBody } from './wire.ts';

/**
 * Songs are sold by the model that makes them (`mv`), everything else under one name whose price depends on the fact
 * `action`.
 */
const helperModel = 'suno';
/** What the gateways of this family take where no `mv` is sent; it is then sent to the upstream by name. */
const defaultModel = 'chirp-v5';

const refusal = (code: string, param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param, upstream: { code } });

const said = (body: Json, name: string): boolean =>
  body[name] !== undefined && body[name] !== null && body[name] !== '';

/** Bodies that name a clip and nothing to sing: some manuals send the joining of clips to the path of songs. */
const isConcat = (body: Json): boolean =>
  said(body, 'clip_id') &&
  ['prompt', 'gpt_description_prompt', 'tags', 'title', 'task', 'mv', 'metadata_params'].every(
    (name) => !said(body, name),
  );

const needed: Readonly<Record<string, readonly string[]>> = {
  extend: ['continue_clip_id', 'continue_at'],
  upload_extend: ['continue_clip_id', 'continue_at'],
  artist_consistency: ['persona_id'],
};

function checkMusic(body: Json): void {
  const task = textIn(body['task']);
  for (const name of needed[task ?? ''] ?? [])
    if (!said(body, name))
      throw refusal('invalid_request', name, `you must provide ${name} for the task ${task}`);
  const hasContent = ['gpt_description_prompt', 'prompt', 'tags', 'title', 'task', 'continue_clip_id'].some(
    (name) => said(body, name),
  );
  if (!hasContent)
    throw refusal(
      'prompt_empty',
      'prompt',
      'send gpt_description_prompt (what the song should be) or prompt (the lyrics)',
    );
}

const schemas: Readonly<Record<string, z.ZodType>> = {
  music: musicBody,
  lyrics: lyricsBody,
  concat: concatBody,
  persona: personaBody,
};

/** POST /suno/submit/{action}; the action in any case, as new-api sends MUSIC. */
export function readSubmit(bytes: Buffer, head: RequestHead, named?: string): TaskCall {
  const asked = (named ?? head.params['action'] ?? '').toLowerCase();
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(asked))
    throw refusal('invalid_action', 'action', 'the action is a word such as music, lyrics or concat');
  const body = parseBody(bytes);
  const action = asked === 'music' && isConcat(body) ? 'concat' : asked;
  checkFields(schemas[action] ?? actionBody, body);
  refuseDoubleModel(bytes);
  if (action === 'music') checkMusic(body);
  if (action === 'lyrics' && !said(body, 'prompt'))
    throw refusal('prompt_empty', 'prompt', 'prompt is empty');
  if (action === 'concat' && !said(body, 'clip_id'))
    throw refusal('invalid_request', 'clip_id', 'clip_id is empty');
  if (action === 'persona' && !said(body, 'root_clip_id') && !said(body, 'clip_id'))
    throw refusal('invalid_request', 'root_clip_id', 'you must provide root_clip_id');
  return callOf(action, body);
}

/** A call of another path; `action` is its path behind /suno. */
export function readHelper(action: string, schema: z.ZodType, bytes: Buffer): TaskCall {
  const body = parseBody(bytes);
  checkFields(schema, body);
  return callOf(action, body);
}

/** POST /suno/uploads/audio/{id}/initialize-clip: it goes where the upload is. */
export function readInitialize(bytes: Buffer, head: RequestHead): TaskCall {
  const id = head.params['id'] ?? '';
  const body = bytes.length === 0 ? {} : parseBody(bytes);
  const call = callOf('uploads/initialize-clip', { ...body, id });
  return { ...call, parents: [{ ref: id, param: 'id' }] };
}

function callOf(action: string, sent: Json): TaskCall {
  const { notify_hook, callback_url, ...body } = sent;
  const hook = textIn(notify_hook) ?? textIn(callback_url);
  if (hook !== undefined && !/^https?:\/\/[^\s]+$/i.test(hook)) {
    const param = textIn(notify_hook) === undefined ? 'callback_url' : 'notify_hook';
    throw refusal('invalid_request', param, `${param} must be an http or https address`);
  }
  const prompt = ['gpt_description_prompt', 'prompt', 'title', 'tags', 'name'].flatMap(
    (name) => textIn(body[name]) ?? [],
  )[0];
  const parents = parentsIn(body);
  const memo: JsonDraft = hook === undefined ? {} : { notify_hook: hook };
  return {
    kind: 'music',
    action,
    model: action === 'music' ? (textIn(body['mv']) ?? defaultModel) : helperModel,
    body,
    facts: { action },
    ...(prompt === undefined ? {} : { prompt }),
    ...(parents.length === 0 ? {} : { parents }),
    ...(hook === undefined ? {} : { hook: { url: hook, on: 'end' }, memo }),
  };
}

type Parent = NonNullable<TaskCall['parents']>[number];

/** Names of a clip, a singer or a task, as the wire and the servers behind it write them. */
const namesOne = /(?:^|_)(?:clip_id|persona_id|task_id)$|(?:^c|C)lipId$|(?:^p|P)ersonaId$/;
const namesMany = /(?:^|_)clip_ids$|^clips$/;
const mostParents = 20;

/**
 * What the request goes on from. A name in our own form must be a task of the customer; any other may be the upstream's
 * own: a clip of its accounts, a singer that everybody may use.
 */
function parentsIn(body: Json): readonly Parent[] {
  const found = new Map<string, Parent>();
  const add = (value: unknown, param: string): void => {
    const ref = stringIn(value)?.trim();
    if (!ref || ref.length > 200 || found.has(ref) || found.size >= mostParents) return;
    found.set(ref, { ref, param, ...(isTaskId(ref) ? {} : { loose: true }) });
  };
  const walk = (object: Json, prefix: string, depth: number): void => {
    for (const [name, value] of Object.entries(object)) {
      if (namesOne.test(name)) add(value, prefix + name);
      else if (namesMany.test(name) && Array.isArray(value))
        for (const [index, one] of value.entries()) add(one, `${prefix}${name}[${index}]`);
      else if (depth > 0) {
        const inner = objectIn(value);
        if (inner) walk(inner, `${prefix}${name}.`, depth - 1);
      }
    }
  };
  walk(body, '', 2);
  return [...found.values()];
}
