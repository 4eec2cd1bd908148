import { type Json, type JsonDraft, numberIn, textIn, textsIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { filmOf, fixedResolution, ratios, reqKeyOf } from './models.ts';

/**
 * The two forms of a request. `generate`: fields of the gateways of this wire (prompt, image_url, duration, aspect_ratio,
 * resolution); `visual`: the body of Volcengine's visual API (req_key, frames, image_urls or binary_data_base64).
 */
export type JimengAction = 'generate' | 'visual';

export type Asked = {
  readonly reqKey: string;
  readonly resolution: '720p' | '1080p';
  readonly seconds: 5 | 10;
  /** The body of the visual API; unknown fields of the client included. */
  readonly body: Json;
};

const refuse = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', `${param}: ${message}`, { param });

/** Most characters of a prompt, and bytes of a picture sent as data. Source: https://www.volcengine.com/docs/85621/1777001. */
const mostPrompt = 800;
const mostPictureBytes = 4.7 * 1024 * 1024;

const numberOf = (value: unknown): number | undefined =>
  numberIn(value) ??
  (typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : undefined);

/** What is asked of the visual API. Throws field_invalid for what it refuses for sure. */
export function askedOf(action: string, body: Json, upstreamModel: string): Asked {
  return action === 'visual' ? fromVisual(body, upstreamModel) : fromFields(body, upstreamModel);
}

function fromFields(body: Json, model: string): Asked {
  const {
    model: _model,
    image_url: image,
    image_urls: images,
    duration,
    resolution: _resolution,
    size: _size,
    cfg_scale: _scale,
    ...rest
  } = body;
  const pictures = [...(textIn(image) === undefined ? [] : [textIn(image)!]), ...textsIn(images)];
  const seconds = numberOf(duration) ?? 5;
  if (seconds !== 5 && seconds !== 10) throw refuse('duration', '5 or 10 seconds');
  const isData = pictures.map((url) => /^data:/i.test(url));
  if (isData.includes(true) && isData.includes(false))
    throw refuse('image_urls', 'either addresses or data URLs, not both');
  const written: JsonDraft = { ...rest };
  if (pictures.length > 0 && isData[0])
    written['binary_data_base64'] = pictures.map((url) => url.slice(url.indexOf(',') + 1));
  else if (pictures.length > 0) written['image_urls'] = pictures;
  written['frames'] = seconds * 24 + 1;
  const resolution = resolutionIn(body);
  const fixed = fixedResolution(model) ?? filmOf(model)?.resolution;
  if (resolution !== undefined && fixed !== undefined && resolution !== fixed)
    throw refuse('resolution', `${model} makes ${fixed}`);
  return complete(written, model, fixed ?? resolution ?? '720p', seconds, pictures.length);
}

function resolutionIn(body: Json): '720p' | '1080p' | undefined {
  const param = textIn(body['resolution']) === undefined ? 'size' : 'resolution';
  const word = textIn(body[param])?.toLowerCase();
  if (word === undefined) return undefined;
  if (word === '720p' || word === '1080p') return word;
  throw refuse(param, '720p or 1080p');
}

function fromVisual(body: Json, model: string): Asked {
  const addresses = textsIn(body['image_urls']);
  const data = textsIn(body['binary_data_base64']);
  if (addresses.length > 0 && data.length > 0)
    throw refuse('binary_data_base64', 'give image_urls or binary_data_base64, not both');
  const frames = numberIn(body['frames']) ?? 121;
  if (frames !== 121 && frames !== 241) throw refuse('frames', '121 (5 seconds) or 241 (10 seconds)');
  const asked = textIn(body['req_key']);
  const resolution =
    (asked === undefined ? undefined : filmOf(asked)?.resolution) ?? fixedResolution(model) ?? '720p';
  const pictures = Math.max(addresses.length, data.length);
  const seconds = frames === 121 ? 5 : 10;
  // The client's own key, where it is one of this model; its channel may know the model by another.
  const film = asked === undefined ? undefined : filmOf(asked);
  const isOurs = film !== undefined && (film.model === model || asked === model);
  return complete({ ...body }, isOurs && asked !== undefined ? asked : model, resolution, seconds, pictures);
}

function complete(
  body: JsonDraft,
  model: string,
  resolution: '720p' | '1080p',
  seconds: 5 | 10,
  pictures: number,
): Asked {
  const prompt = textIn(body['prompt']);
  if (prompt !== undefined && [...prompt].length > mostPrompt)
    throw refuse('prompt', `at most ${mostPrompt} characters`);
  if (prompt === undefined && pictures === 0) throw refuse('prompt', 'there is no prompt and no picture');
  const ratio = textIn(body['aspect_ratio']);
  if (ratio !== undefined && !ratios.includes(ratio))
    throw refuse('aspect_ratio', `one of ${ratios.join(', ')}`);
  for (const data of textsIn(body['binary_data_base64']))
    if (data.length * 0.75 > mostPictureBytes)
      throw refuse('binary_data_base64', 'a picture may have 4.7 MB at most');
  const reqKey = pictures > 2 ? undefined : reqKeyOf(model, pictures, resolution);
  if (reqKey === undefined)
    throw refuse(
      'image_urls',
      pictures === 0 ? `${model} starts from a picture` : `${model} cannot take ${pictures} pictures`,
    );
  return {
    reqKey,
    resolution: filmOf(reqKey)?.resolution ?? resolution,
    seconds,
    body: { ...body, req_key: reqKey },
  };
}
