import { type Json, numberIn, textIn, textsIn } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import type { VideoImage, VideoRequest } from '../../spec/video.ts';
import { submitBody, visualBody } from './wire.ts';

const defaultModel = 'jimeng-video-3.0';

/** Of two pictures the first is where the film begins, the second where it ends. */
const imagesOf = (urls: readonly string[]): VideoImage[] =>
  urls.map((url, at) => ({ role: at === 0 ? 'first' : 'last', url }));

const numberOf = (value: unknown): number | undefined =>
  numberIn(value) ??
  (typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : undefined);

/** `POST /jimeng/submit/videos`. Throws body_malformed, field_invalid. */
export function readSubmit(bytes: Buffer): TaskCall {
  const body = parseBody(bytes);
  checkFields(submitBody, body);
  refuseDoubleModel(bytes);
  const images = [textIn(body['image_url']), ...textsIn(body['image_urls'])].filter(
    (url) => url !== undefined,
  );
  const resolution = textIn(body['resolution']) ?? textIn(body['size']);
  const video: VideoRequest = {
    ...commonOf(body),
    images: imagesOf(images),
    seconds: numberOf(body['duration']) ?? 5,
    ...(resolution !== undefined && /^\d+p$/i.test(resolution)
      ? { resolution: resolution.toLowerCase() }
      : {}),
    extra: body['cfg_scale'] === undefined ? {} : { cfg_scale: body['cfg_scale'] },
  };
  return {
    kind: 'video',
    action: 'generate',
    model: textIn(body['model']) ?? defaultModel,
    body,
    video,
    prompt: video.prompt,
  };
}

function commonOf(body: Json): Pick<VideoRequest, 'prompt' | 'aspectRatio' | 'seed'> {
  const ratio = textIn(body['aspect_ratio']);
  const seed = numberIn(body['seed']);
  return {
    prompt: textIn(body['prompt']) ?? '',
    ...(ratio === undefined ? {} : { aspectRatio: ratio }),
    ...(seed === undefined || seed < 0 ? {} : { seed }),
  };
}

/** What the keys of the visual API are called here. A key that is not in the table is a model's name itself. */
const modelsByKey: Readonly<Record<string, readonly [model: string, resolution: string]>> = {
  jimeng_t2v_v30: [defaultModel, '720p'],
  jimeng_t2v_v30_720p: [defaultModel, '720p'],
  jimeng_i2v_first_v30: [defaultModel, '720p'],
  jimeng_i2v_first_tail_v30: [defaultModel, '720p'],
  jimeng_i2v_recamera_v30: [defaultModel, '720p'],
  jimeng_t2v_v30_1080p: [defaultModel, '1080p'],
  jimeng_i2v_first_v30_1080: [defaultModel, '1080p'],
  jimeng_i2v_first_tail_v30_1080: [defaultModel, '1080p'],
  jimeng_ti2v_v30_pro: ['jimeng-video-3.0-pro', '1080p'],
};

export const submitAction = 'CVSync2AsyncSubmitTask';
export const resultAction = 'CVSync2AsyncGetResult';
export const cancelAction = 'CVCancelTask';

/** The action of the query; clients write it in one way only. */
export const actionOf = ({ query }: RequestHead): string => new URLSearchParams(query).get('Action') ?? '';

const dataUrl = (data: string): string =>
  /^data:/i.test(data) ? data : `data:image/${data.startsWith('iVBOR') ? 'png' : 'jpeg'};base64,${data}`;

/** `POST /jimeng/?Action=CVSync2AsyncSubmitTask`. Throws body_malformed, field_invalid. */
export function readVisual(bytes: Buffer, head: RequestHead): TaskCall {
  if (actionOf(head) !== submitAction)
    throw new GatewayError(
      'field_invalid',
      `Action in the query must be ${submitAction}, ${resultAction} or ${cancelAction}`,
      { param: 'Action' },
    );
  const body = parseBody(bytes);
  checkFields(visualBody, body);
  const reqKey = textIn(body['req_key']) ?? '';
  const [model, resolution] = Object.hasOwn(modelsByKey, reqKey) ? modelsByKey[reqKey]! : [reqKey, undefined];
  const urls = textsIn(body['image_urls']);
  const images = urls.length > 0 ? urls : textsIn(body['binary_data_base64']).map(dataUrl);
  const frames = numberIn(body['frames']);
  const video: VideoRequest = {
    ...commonOf(body),
    images: imagesOf(images),
    seconds: frames === undefined ? 5 : Math.max(1, Math.round((frames - 1) / 24)),
    ...(resolution === undefined ? {} : { resolution }),
    extra: {},
  };
  return {
    kind: 'video',
    action: 'visual',
    model,
    body,
    video,
    ...(video.prompt === '' ? {} : { prompt: video.prompt }),
    memo: { req_key: reqKey },
  };
}
