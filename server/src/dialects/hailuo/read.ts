import { type Json, type JsonDraft, numberIn, objectsIn, textIn, textsIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { filmBody } from './wire.ts';

/** Fields with a name in the neutral form, or none of the upstream's business. */
const named = new Set([
  'model',
  'prompt',
  'duration',
  'resolution',
  'first_frame_image',
  'last_frame_image',
  'subject_reference',
  'prompt_optimizer',
  'aigc_watermark',
]);

/** Reads a submission. Throws body_malformed, field_invalid. */
export function readFilm(bytes: Buffer): TaskCall {
  const sent = tidy(parseBody(bytes));
  checkFields(filmBody, sent);
  refuseDoubleModel(bytes);
  const { callback_url: hookUrl, ...body } = sent;
  const hook = textIn(hookUrl);
  const images = imagesOf(body);
  const prompt = textIn(body['prompt']);
  if (prompt === undefined && images.length === 0)
    throw new GatewayError('field_invalid', 'you must provide prompt, or first_frame_image', {
      param: 'prompt',
    });
  return {
    kind: 'video',
    action: 'video_generation',
    model: textIn(body['model']) ?? '',
    body,
    video: videoOf(body, prompt ?? '', images),
    ...(prompt === undefined ? {} : { prompt }),
    // MiniMax tells its callbacks of each change.
    ...(hook === undefined ? {} : { hook: { url: hook, on: 'changes' } }),
  };
}

/**
 * Examples that are around have a space behind a field's name (`"prompt_optimizer "`), seconds as text, and resolutions
 * in small letters: what they mean is clear. The exact name wins.
 */
function tidy(body: Json): Json {
  const tidied: JsonDraft = {};
  for (const [name, value] of Object.entries(body)) {
    const plain = name.trim();
    if (plain === name || !Object.hasOwn(body, plain)) tidied[plain] = value;
  }
  const { duration, resolution } = tidied;
  if (typeof duration === 'string' && /^\d{1,3}$/.test(duration)) tidied['duration'] = Number(duration);
  if (typeof resolution === 'string') tidied['resolution'] = resolution.trim().toUpperCase();
  return tidied;
}

function imagesOf(body: Json): VideoImage[] {
  const first = textIn(body['first_frame_image']);
  const last = textIn(body['last_frame_image']);
  const references = objectsIn(body['subject_reference']).flatMap(({ image }) =>
    typeof image === 'string' ? [image] : textsIn(image),
  );
  return [
    ...(first === undefined ? [] : [{ role: 'first', url: first } as const]),
    ...(last === undefined ? [] : [{ role: 'last', url: last } as const]),
    ...references.map((url) => ({ role: 'reference', url }) as const),
  ];
}

function videoOf(body: Json, prompt: string, images: readonly VideoImage[]): VideoRequest {
  const seconds = numberIn(body['duration']);
  const resolution = textIn(body['resolution'])?.toLowerCase();
  const { prompt_optimizer: optimizer, aigc_watermark: watermark } = body;
  return {
    prompt,
    images,
    ...(seconds === undefined ? {} : { seconds }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(typeof optimizer === 'boolean' ? { enhancePrompt: optimizer } : {}),
    ...(typeof watermark === 'boolean' ? { watermark } : {}),
    extra: Object.fromEntries(Object.entries(body).filter(([name]) => !named.has(name))),
  };
}
