import type { z } from 'zod';
import { booleanIn, isObject, type Json, type JsonDraft, objectOf, textIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import {
  audioBody,
  extendBody,
  gatewayBody,
  imageBody,
  modifyBody,
  reframeBody,
  upscaleBody,
  videoBody,
} from './wire.ts';

const film = 'ray-2';
const picture = 'photon-1';
/** Names of the private API that the form under /luma goes back to. */
const modelNames: Readonly<Record<string, string>> = {
  'ray-v1': 'ray-1-6',
  'ray-v2': 'ray-2',
  'ray-v2-flash': 'ray-flash-2',
};

/** What the dialect wants to know again: which form to answer in, and the hook as the client named it. */
const memoOf = (form: 'official' | 'gateway', hook: string | undefined): Json => ({
  form,
  ...(hook === undefined ? {} : { hook }),
});

const parsed = (bytes: Buffer, schema: z.ZodType): Json => {
  const body = parseBody(bytes);
  checkFields(schema, body);
  return body;
};

/** A number of seconds is written as Luma writes it: '5s'. */
const durationText = (value: unknown): string | undefined =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))
    ? `${value}s`
    : textIn(value);

const imageFrame = (url: string): Json => ({ type: 'image', url });

type Parent = NonNullable<TaskCall['parents']>[number];

/** The generations that key frames name. */
function parentsIn(keyframes: Json): readonly Parent[] {
  return Object.entries(keyframes).flatMap(([name, frame]) => {
    if (!isObject(frame) || frame['type'] !== 'generation') return [];
    const ref = textIn(frame['id']);
    const param = `keyframes.${name}.id`;
    if (ref === undefined) throw new GatewayError('field_invalid', `you must provide ${param}`, { param });
    return [{ ref, param }];
  });
}

/** Fields that have a place in the neutral form. */
const neutral = ['prompt', 'model', 'resolution', 'duration', 'aspect_ratio', 'keyframes', 'generation_type'];

/** The request for upstreams of other wires; undefined where it has no neutral form. */
function neutralOf(body: Json): VideoRequest | undefined {
  const frames = objectOf(body['keyframes']);
  const images: VideoImage[] = [];
  let parent: string | undefined;
  for (const [name, frame] of Object.entries(frames)) {
    if (!isObject(frame)) continue;
    if (frame['type'] !== 'generation') {
      const url = textIn(frame['url']);
      if (url !== undefined) images.push({ role: name === 'frame1' ? 'last' : 'first', url });
    } else if (name === 'frame0') parent = textIn(frame['id']);
    else return undefined;
  }
  const seconds = Number.parseInt(durationText(body['duration']) ?? '5', 10);
  const aspectRatio = textIn(body['aspect_ratio']);
  const resolution = textIn(body['resolution']);
  const enhancePrompt = booleanIn(body['expand_prompt']);
  const own = new Set([...neutral, 'expand_prompt']);
  return {
    prompt: textIn(body['prompt']) ?? '',
    ...(Number.isFinite(seconds) ? { seconds } : {}),
    ...(aspectRatio ? { aspectRatio } : {}),
    ...(resolution ? { resolution } : {}),
    images,
    ...(parent === undefined ? {} : { parent: { ref: parent, how: 'extend' } }),
    ...(enhancePrompt === undefined ? {} : { enhancePrompt }),
    extra: Object.fromEntries(
      Object.entries(body).filter(([name, value]) => !own.has(name) && value !== null),
    ),
  };
}

/** A film from words, pictures and earlier films. `model`: absent for one that goes on in its parent's. */
function videoCall(body: Json, model: string | undefined, memo: Json, hook: TaskCall['hook']): TaskCall {
  const frames = objectOf(body['keyframes']);
  const prompt = textIn(body['prompt']);
  const parents = parentsIn(frames);
  const video = neutralOf(body);
  return {
    kind: 'video',
    action: 'video',
    // Without a name: the model of the film that it goes on from.
    model: model ?? '',
    body: { ...body, generation_type: 'video' },
    ...(video ? { video } : {}),
    ...(prompt ? { prompt } : {}),
    ...(parents.length > 0 ? { parents } : {}),
    memo,
    ...(hook ? { hook } : {}),
  };
}

/** The official form's address to call, which is not for the upstream. */
function takeCallback(body: Json): {
  readonly rest: JsonDraft;
  readonly memo: Json;
  readonly hook: TaskCall['hook'];
} {
  const { callback_url: _address, ...rest } = body;
  const url = textIn(body['callback_url']);
  return {
    rest,
    memo: memoOf('official', url),
    hook: url === undefined ? undefined : { url, on: 'changes' },
  };
}

/** POST /generations, /generations/video. */
export function readVideo(bytes: Buffer): TaskCall {
  const body = parsed(bytes, videoBody);
  refuseDoubleModel(bytes);
  const { rest, memo, hook } = takeCallback(body);
  const named = textIn(body['model']) ?? film;
  const duration = durationText(body['duration']);
  if (textIn(body['prompt']) === undefined && Object.keys(objectOf(body['keyframes'])).length === 0)
    throw new GatewayError('field_invalid', 'you must provide prompt', { param: 'prompt' });
  return videoCall({ ...rest, model: named, ...(duration ? { duration } : {}) }, named, memo, hook);
}

/** The other official requests. */
const reader =
  (schema: z.ZodType, action: string, model: string) =>
  (bytes: Buffer): TaskCall => {
    const body = parsed(bytes, schema);
    refuseDoubleModel(bytes);
    const { rest, memo, hook } = takeCallback(body);
    const named = textIn(body['model']) ?? model;
    const prompt = textIn(body['prompt']);
    return {
      kind: action.endsWith('image') ? 'image' : 'video',
      action,
      model: named,
      body: { ...rest, model: named, generation_type: action },
      ...(prompt ? { prompt } : {}),
      memo,
      ...(hook ? { hook } : {}),
    };
  };

export const readModify = reader(modifyBody, 'modify_video', film);
export const readReframeVideo = reader(reframeBody, 'reframe_video', film);
export const readImage = reader(imageBody, 'image', picture);
export const readReframeImage = reader(reframeBody, 'reframe_image', picture);

/** What is done to a film that is there: its id stands in the path, and here in the body. */
const followUp =
  (schema: z.ZodType, action: string) =>
  (bytes: Buffer, head: RequestHead): TaskCall => {
    // The SDKs send `{}`; a client without a body means the same.
    const body = parsed(bytes.length === 0 ? Buffer.from('{}') : bytes, schema);
    const { rest, memo, hook } = takeCallback(body);
    const id = head.params['id'] ?? '';
    const prompt = textIn(body['prompt']);
    return {
      kind: 'video',
      action,
      // That of the film.
      model: '',
      body: { ...rest, id, generation_type: action },
      ...(prompt ? { prompt } : {}),
      parents: [{ ref: id, param: 'id' }],
      memo,
      ...(hook ? { hook } : {}),
    };
  };

export const readUpscale = followUp(upscaleBody, 'upscale_video');
export const readAudio = followUp(audioBody, 'add_audio');

/** Fields of the form under /luma that the official one has under another name. */
const renamed = [
  'user_prompt',
  'model_name',
  'image_url',
  'image_end_url',
  'notify_hook',
  'keyframes',
  'model',
];

/** A request of that form in official words. What neither form knows stays as it is. */
function toOfficial(body: Json, frame0: Json | undefined): Json {
  const rest = Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !renamed.includes(name) && value !== null),
  );
  const end = textIn(body['image_end_url']);
  const duration = durationText(body['duration']) ?? '5s';
  return {
    ...rest,
    prompt: textIn(body['user_prompt']) ?? '',
    resolution: textIn(body['resolution']) ?? '720p',
    duration,
    ...(frame0 || end
      ? { keyframes: { ...(frame0 ? { frame0 } : {}), ...(end ? { frame1: imageFrame(end) } : {}) } }
      : {}),
  };
}

const gatewayHook = (body: Json): { readonly memo: Json; readonly hook: TaskCall['hook'] } => {
  const url = textIn(body['notify_hook']);
  return { memo: memoOf('gateway', url), hook: url === undefined ? undefined : { url, on: 'end' } };
};

/** POST /luma/generations. */
export function readGateway(bytes: Buffer): TaskCall {
  const body = parsed(bytes, gatewayBody);
  const start = textIn(body['image_url']);
  if (textIn(body['user_prompt'])?.trim() === undefined && start === undefined)
    throw new GatewayError('field_invalid', 'you must provide user_prompt', { param: 'user_prompt' });
  const asked = textIn(body['model_name']) ?? film;
  const model = modelNames[asked] ?? asked;
  const { memo, hook } = gatewayHook(body);
  return videoCall({ ...toOfficial(body, start ? imageFrame(start) : undefined), model }, model, memo, hook);
}

/** POST /luma/generations/:task_id/extend: a film that begins where the parent ends, made by the parent's model. */
export function readExtend(bytes: Buffer, head: RequestHead): TaskCall {
  const body = parsed(bytes, extendBody);
  const id = head.params['task_id'] ?? '';
  const { memo, hook } = gatewayHook(body);
  const call = videoCall(toOfficial(body, { type: 'generation', id }), undefined, memo, hook);
  return { ...call, parents: [{ ref: id, param: 'task_id' }] };
}
