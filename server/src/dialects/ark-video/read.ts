import { booleanIn, type Json, numberIn, objectOf, objectsIn, textIn } from '../../base/json.ts';
import { readTextCommands } from '../../base/text-commands.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall, TaskHook } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { createBody } from './wire.ts';

/** Commands at the end of a prompt, by both of their spellings. Source: https://www.volcengine.com/docs/82379/1520757. */
const commandNames = {
  resolution: 'resolution',
  rs: 'resolution',
  ratio: 'ratio',
  rt: 'ratio',
  duration: 'duration',
  dur: 'duration',
  frames: 'frames',
  framespersecond: 'fps',
  fps: 'fps',
  seed: 'seed',
  camerafixed: 'camera_fixed',
  cf: 'camera_fixed',
  watermark: 'watermark',
  wm: 'watermark',
} as const;

const framesPerSecond = 24;

/** Fields that the neutral form has names for, and those that stand for the request itself. */
const neutral = new Set([
  ...['model', 'content', 'resolution', 'ratio', 'duration', 'frames', 'seed', 'generate_audio', 'watermark'],
]);

/** Reads a request for a film. Throws body_malformed, field_invalid. */
export function readCreate(bytes: Buffer): TaskCall {
  const whole = parseBody(bytes);
  checkFields(createBody, whole);
  refuseDoubleModel(bytes);
  const { callback_url: hook, ...body } = whole;
  const items = objectsIn(body['content']);
  const texts = items.flatMap((item) => (item['type'] === 'text' ? [textIn(item['text']) ?? ''] : []));
  const { text, commands } = readTextCommands(texts.join('\n'), commandNames);
  const video = videoOf(body, items, text, commands);
  return {
    kind: 'video',
    action: 'generate',
    model: textIn(body['model']) ?? '',
    body,
    ...(video === undefined ? {} : { video }),
    prompt: text,
    ...draftsOf(items),
    ...hookOf(hook),
  };
}

function hookOf(url: unknown): { readonly hook?: TaskHook } {
  const address = textIn(url);
  if (address === undefined) return {};
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new GatewayError('field_invalid', 'callback_url must be an http or https address', {
      param: 'callback_url',
    });
  // Ark tells of each change of the state.
  return { hook: { url: address, on: 'changes' } };
}

function draftsOf(items: readonly Json[]): Pick<TaskCall, 'parents'> {
  const parents = items.flatMap((item, at) => {
    const ref = item['type'] === 'draft_task' ? textIn(objectOf(item['draft_task'])['id']) : undefined;
    return ref === undefined ? [] : [{ ref, param: `content[${at}].draft_task.id`, loose: true }];
  });
  return parents.length > 0 ? { parents } : {};
}

const roles: Readonly<Record<string, VideoImage['role']>> = {
  first_frame: 'first',
  last_frame: 'last',
  reference_image: 'reference',
};

/** The same for every upstream; undefined where something has no neutral form: sounds, drafts, several films. */
function videoOf(
  body: Json,
  items: readonly Json[],
  prompt: string,
  commands: Readonly<Record<string, string>>,
): VideoRequest | undefined {
  if (items.some(({ type }) => type !== 'text' && type !== 'image_url' && type !== 'video_url'))
    return undefined;
  const images = items.flatMap((item): VideoImage[] => {
    const url = item['type'] === 'image_url' ? textIn(objectOf(item['image_url'])['url']) : undefined;
    return url === undefined
      ? []
      : [{ role: roles[textIn(item['role']) ?? 'first_frame'] ?? 'reference', url }];
  });
  const films = items.flatMap((item) => {
    const url = item['type'] === 'video_url' ? textIn(objectOf(item['video_url'])['url']) : undefined;
    return url === undefined ? [] : [url];
  });
  if (films.length > 1) return undefined;
  const seconds = secondsOf(body, commands);
  const resolution = textIn(body['resolution']) ?? commands['resolution'];
  const ratio = textIn(body['ratio']) ?? commands['ratio'];
  const seed = numberIn(body['seed']) ?? wholeIn(commands['seed']);
  const sound = booleanIn(body['generate_audio']);
  const watermark = booleanIn(body['watermark']) ?? flagIn(commands['watermark']);
  const fixed = booleanIn(body['camera_fixed']) ?? flagIn(commands['camera_fixed']);
  const extra = Object.fromEntries(Object.entries(body).filter(([name]) => !neutral.has(name)));
  return {
    prompt,
    images,
    ...(films[0] === undefined ? {} : { video: { url: films[0] } }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(resolution === undefined ? {} : { resolution: resolution.toLowerCase() }),
    ...(ratio === undefined || ratio === 'adaptive' ? {} : { aspectRatio: ratio }),
    ...(seed === undefined || seed < 0 ? {} : { seed }),
    ...(sound === undefined ? {} : { sound }),
    ...(watermark === undefined ? {} : { watermark }),
    extra: { ...extra, ...(fixed === undefined ? {} : { camera_fixed: fixed }) },
  };
}

const wholeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
const flagIn = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : text === 'true';

/** The length that was asked for; undefined where the model is to choose. */
function secondsOf(body: Json, commands: Readonly<Record<string, string>>): number | undefined {
  const frames = numberIn(body['frames']) ?? wholeIn(commands['frames']);
  if (frames !== undefined && frames > 0) return frames / framesPerSecond;
  const seconds = numberIn(body['duration']) ?? wholeIn(commands['duration']);
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
}
