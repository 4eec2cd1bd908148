import type { z } from 'zod';
import { isObject, type Json, listOf, objectOf, textIn, wordOf } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskCall, TaskHook } from '../../spec/task.ts';
import { checkFields, invalidValue } from '../_families/openai/body.ts';
import { needed } from '../_families/openai/form.ts';
import { readBody } from './body.ts';
import { lengthIn, numberFrom, videoOf } from './canonical.ts';
import {
  characterBody,
  createBody,
  editBody,
  extendBody,
  isSora,
  isSoraPro,
  remixBody,
  roleBody,
  soraProSizes,
  soraSeconds,
  soraSizes,
} from './wire.ts';

/** The model that OpenAI takes where none is named (OpenAPI document of 2026-08-21). */
const defaultModel = 'sora-2';

type Parent = NonNullable<TaskCall['parents']>[number];

const isTaskId = (id: string): boolean => /^task_[0-9a-z]{26}$/.test(id);

const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** The body in one form, checked; the customer's hook is taken out of it. */
function read(
  schema: z.ZodType,
  bytes: Buffer,
  head: RequestHead,
): { body: Json; hook: TaskHook | undefined } {
  const { callback_url, ...body } = readBody(bytes, head);
  checkFields(schema, callback_url === undefined ? body : { ...body, callback_url });
  const url = textIn(callback_url);
  if (url !== undefined && !/^https?:\/\/[^\s]+$/i.test(url))
    throw invalid('callback_url', 'callback_url must be an http or https address');
  return { body, hook: url === undefined ? undefined : { url, on: 'end' } };
}

/** POST /v1/videos, as JSON or as a form. */
export function readCreate(bytes: Buffer, head: RequestHead): TaskCall {
  const { body, hook } = read(createBody, bytes, head);
  const prompt = needed(textIn(body['prompt']), 'prompt');
  const model = textIn(body['model'])?.trim() || defaultModel;
  checkSora(model, body);
  const seconds = lengthIn(body);
  const size = textIn(body['size']);
  const video = namesCharacter(body) || namesUpstreamFile(body) ? undefined : videoOf(body);
  const parents = [...charactersIn(body), ...mentionsIn(model, prompt)];
  return {
    kind: 'video',
    action: 'create',
    model,
    body,
    prompt,
    ...(video ? { video } : {}),
    ...(parents.length > 0 ? { parents } : {}),
    memo: {
      ...(seconds === undefined ? {} : { seconds: String(seconds) }),
      ...(size === undefined ? {} : { size }),
    },
    ...(hook ? { hook } : {}),
  };
}

function checkSora(model: string, body: Json): void {
  if (!isSora(model)) return;
  const seconds = wordOf(body['seconds'] ?? body['duration']);
  if (seconds !== '' && !soraSeconds.some((one) => one === seconds))
    throw invalidValue('seconds', seconds, soraSeconds);
  const size = wordOf(body['size']);
  const sizes = isSoraPro(model) ? soraProSizes : soraSizes;
  if (size !== '' && !sizes.some((one) => one === size)) throw invalidValue('size', size, sizes);
}

/** A character that only the service knows which made it: any other would make another film. */
const namesCharacter = (body: Json): boolean =>
  ['characters', 'character_from_task'].some((name) => {
    const value = body[name];
    return (
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
    );
  });

/** A file that the upstream keeps; ours stand in the body by now. */
const namesUpstreamFile = (body: Json): boolean =>
  [body['input_reference']].flat().some((one) => isObject(one) && textIn(one['file_id']) !== undefined);

/** Ours must be the customer's own; any other name of a character may be one that the upstream gave to everybody. */
const parent = (ref: string, param: string): Parent => ({
  ref,
  param,
  ...(isTaskId(ref) ? {} : { loose: true }),
});

function charactersIn(body: Json): readonly Parent[] {
  const named = listOf(body['characters']).flatMap((one, index): readonly Parent[] => {
    const id = textIn(objectOf(one)['id']);
    return id === undefined ? [] : [parent(id, `characters[${index}].id`)];
  });
  const from = textIn(body['character_from_task']);
  return from === undefined ? named : [...named, { ref: from, param: 'character_from_task' }];
}

/** `@name` in a prompt of Sora is a character: only the service that made it knows it. */
function mentionsIn(model: string, prompt: string): readonly Parent[] {
  if (!model.startsWith('sora')) return [];
  const names = [...prompt.matchAll(/(?:^|\s)@([\w][\w.-]{1,63})(?=\s|$|[,;:!?])/g)].map(([, name]) => name!);
  return [...new Set(names)].slice(0, 4).map((ref) => ({ ref, param: 'prompt', loose: true }));
}

/** A call that goes on from an earlier film. Its model is that of the film, said by an empty name, unless one is named. */
function follow(
  action: 'remix' | 'edit' | 'extend',
  source: { readonly ref: string; readonly param: string } | undefined,
  body: Json,
  hook: TaskHook | undefined,
): TaskCall {
  const prompt = needed(textIn(body['prompt']), 'prompt');
  const seconds = action === 'extend' ? numberFrom(body, 'seconds') : undefined;
  const size = textIn(body['size']);
  const upload = textIn(body['video']);
  const { images: _images, seconds: _seconds, ...plain } = videoOf({ ...body, video: undefined });
  return {
    kind: 'video',
    action,
    // Of an upload nothing says the model.
    model: textIn(body['model'])?.trim() || (source ? '' : defaultModel),
    body,
    prompt,
    video: {
      ...plain,
      images: [],
      ...(seconds === undefined ? {} : { seconds }),
      ...(source ? { parent: { ref: source.ref, how: action } } : {}),
      ...(upload === undefined ? {} : { video: { url: upload } }),
    },
    ...(source ? { parents: [source] } : {}),
    memo: size === undefined ? {} : { size },
    ...(hook ? { hook } : {}),
  };
}

/** POST /v1/videos/{id}/remix. The film that the path names stands in the body as `video`. */
export function readRemix(bytes: Buffer, head: RequestHead): TaskCall {
  const id = head.params['video_id'] ?? '';
  const { body, hook } = read(remixBody, bytes, head);
  return follow('remix', { ref: id, param: 'video_id' }, { ...body, video: { id } }, hook);
}

const sourceIn = (body: Json): { readonly ref: string; readonly param: string } | undefined => {
  const video = body['video'];
  if (typeof video === 'string') {
    if (/^(?:data:|https?:\/\/)/i.test(video)) return undefined;
    throw invalid('video', 'video must be {"id": "…"} of a finished video, or a file');
  }
  return { ref: needed(textIn(objectOf(video)['id']), 'video.id'), param: 'video.id' };
};

/** A file of the gateway that the request named stands in it as `file_data`. */
function withFile(body: Json): Json {
  const file = textIn(objectOf(body['video'])['file_data']);
  return file === undefined ? body : { ...body, video: file };
}

/** POST /v1/videos/edits */
export function readEdit(bytes: Buffer, head: RequestHead): TaskCall {
  const { body: sent, hook } = read(editBody, bytes, head);
  const body = withFile(sent);
  return follow('edit', sourceIn(body), body, hook);
}

/** POST /v1/videos/extensions */
export function readExtend(bytes: Buffer, head: RequestHead): TaskCall {
  const { body: sent, hook } = read(extendBody, bytes, head);
  const body = withFile(sent);
  return follow('extend', sourceIn(body), body, hook);
}

/** POST /v1/videos/characters. Only services with Sora have characters. */
export function readCharacter(bytes: Buffer, head: RequestHead): TaskCall {
  const body = withFile(read(characterBody, bytes, head).body);
  if (!/^data:|^https?:\/\//i.test(textIn(body['video']) ?? ''))
    throw invalid('video', 'video must be a file: give its part of the form a file name');
  return {
    kind: 'video',
    action: 'character',
    model: textIn(body['model'])?.trim() || defaultModel,
    body,
    memo: { name: wordOf(body['name']) },
  };
}

/** POST /sora/v1/characters, as gateways had it before OpenAI's own. */
export function readRole(bytes: Buffer, head: RequestHead): TaskCall {
  const { body } = read(roleBody, bytes, head);
  const url = textIn(body['url']);
  const from = textIn(body['from_task']);
  if (url === undefined && from === undefined) throw invalid('url', 'you must provide url or from_task');
  checkSpan(wordOf(body['timestamps']));
  return {
    kind: 'video',
    action: 'role',
    model: textIn(body['model'])?.trim() || defaultModel,
    body,
    ...(from === undefined ? {} : { parents: [{ ref: from, param: 'from_task' }] }),
    memo: {},
  };
}

/** "1,3": start and end in seconds, 1 to 3 apart. */
function checkSpan(timestamps: string): void {
  const [, start, end] = /^\s*(\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*$/.exec(timestamps) ?? [];
  const span = Number(end) - Number(start);
  if (span >= 1 && span <= 3) return;
  throw invalid(
    'timestamps',
    'timestamps must be "start,end" in seconds, 1 to 3 seconds apart, such as "1,3"',
  );
}
