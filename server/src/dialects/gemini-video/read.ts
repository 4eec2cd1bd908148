import {
  isObject,
  type Json,
  objectOf,
  objectsIn,
  stringIn,
  textIn,
  textOf,
  textsIn,
} from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody } from '../../spec/json-body.ts';
import type { TaskCall, TaskHook } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { readVideoName } from './video-names.ts';
import { generateBody } from './wire.ts';

/** Parameters that have a name in the neutral form. */
const named = new Set([
  'aspectRatio',
  'durationSeconds',
  'resolution',
  'negativePrompt',
  'sampleCount',
  'generateAudio',
  'seed',
  'enhancePrompt',
]);

const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** A picture or film as an address or a data URL; in any of the forms that Google's documentation has. */
function mediaUrl(value: unknown, type: string): string | undefined {
  if (!isObject(value)) return undefined;
  const inline = objectOf(value['inlineData']);
  const data =
    textIn(value['bytesBase64Encoded']) ??
    textIn(value['imageBytes']) ??
    textIn(value['encodedVideo']) ??
    textIn(inline['data']);
  const mimeType =
    textIn(value['mimeType']) ?? textIn(inline['mimeType']) ?? textIn(value['encoding']) ?? type;
  if (data !== undefined) return `data:${mimeType};base64,${data}`;
  return (
    textIn(value['uri']) ??
    textIn(value['gcsUri']) ??
    textIn(value['fileUri']) ??
    textIn(objectOf(value['fileData'])['fileUri'])
  );
}

function imagesOf(instance: Json): readonly VideoImage[] {
  const one = (role: VideoImage['role'], value: unknown): readonly VideoImage[] => {
    const url = mediaUrl(value, 'image/png');
    return url === undefined ? [] : [{ role, url }];
  };
  return [
    ...one('first', instance['image']),
    ...one('last', instance['lastFrame']),
    ...objectsIn(instance['referenceImages']).flatMap((each) => one('reference', each['image'])),
  ];
}

/** A film of ours as a parent, any other by its address. */
function earlierOf(instance: Json): {
  readonly own?: { task: string; index: number };
  readonly url?: string;
} {
  const url = mediaUrl(instance['video'], 'video/mp4');
  if (url === undefined) return {};
  const own = url.startsWith('data:') ? undefined : readVideoName(url);
  return own ? { own } : { url };
}

function hookOf(body: Json): TaskHook | undefined {
  const [url] = textsIn(objectOf(body['webhookConfig'])['uris']);
  return url === undefined ? undefined : { url, on: 'end' };
}

/** Reads a request for films. Throws body_malformed, field_invalid. */
export function readGenerate(bytes: Buffer, head: RequestHead): TaskCall {
  const { webhookConfig, ...sent } = parseBody(bytes);
  checkFields(generateBody, { ...sent, webhookConfig });
  const instance = objectsIn(sent['instances'])[0] ?? {};
  const parameters = objectOf(sent['parameters']);
  const prompt = stringIn(instance['prompt']) ?? '';
  const { own, url } = earlierOf(instance);
  const images = imagesOf(instance);
  if (prompt.trim() === '' && images.length === 0 && own === undefined && url === undefined)
    throw new GatewayError('field_invalid', 'say in instances[0].prompt what the film shows', {
      param: 'instances[0].prompt',
    });
  const seconds = numberIn(parameters['durationSeconds']);
  const seed = numberIn(parameters['seed']);
  const count = numberIn(parameters['sampleCount']);
  const aspectRatio = textIn(parameters['aspectRatio']);
  const resolution = textIn(parameters['resolution']);
  const negativePrompt = textIn(parameters['negativePrompt']);
  const sound = parameters['generateAudio'];
  const enhancePrompt = parameters['enhancePrompt'];
  const video: VideoRequest = {
    prompt,
    images,
    ...(negativePrompt === undefined ? {} : { negativePrompt }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(url === undefined ? {} : { video: { url } }),
    ...(own ? { parent: { ref: own.task, how: 'extend' } } : {}),
    ...(typeof sound === 'boolean' ? { sound } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(typeof enhancePrompt === 'boolean' ? { enhancePrompt } : {}),
    ...(count === undefined ? {} : { count }),
    extra: Object.fromEntries(Object.entries(parameters).filter(([name]) => !named.has(name))),
  };
  const hook = hookOf({ webhookConfig });
  const userMetadata = objectOf(webhookConfig)['userMetadata'];
  return {
    kind: 'video',
    action: 'generate',
    model: textOf(head.params['model']).replace(/^models\//, ''),
    body: own ? withParent(sent, instance, own) : sent,
    video,
    prompt,
    ...(own ? { parents: [{ ref: own.task, param: 'instances[0].video.uri' }] } : {}),
    ...(hook ? { hook } : {}),
    ...(hook && isObject(userMetadata) ? { memo: { userMetadata } } : {}),
  };
}

/** In place of our address the task's id, behind a slash the film's place where it is not the first. */
function withParent(body: Json, instance: Json, { task, index }: { task: string; index: number }): Json {
  const uri = index === 0 ? task : `${task}/${index}`;
  return { ...body, instances: [{ ...instance, video: { ...objectOf(instance['video']), uri } }] };
}
