import { type Json, type JsonDraft, numberIn, textIn } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport } from '../../spec/task.ts';
import { aspectOf } from '../../spec/video.ts';
import { countUpTo, onlyImage } from '../_families/picture-files/asked.ts';
import { writeForm } from '../_families/picture-files/form.ts';
import { blackAndWhite } from '../_families/picture-files/mask.ts';
import { sizeOf } from '../_families/picture-files/size.ts';
import { dropFields, passExtra, refusePicture, together } from '../_families/pictures.ts';
import { refuseNoAnswer } from './faults.ts';
import { type Service, services } from './models.ts';

/**
 * Stability's picture services (v2beta): a form goes in, a picture comes out, as base64 where JSON is asked for. One, the
 * creative upscale, is asked for later. Source: https://platform.stability.ai/docs/api-reference.
 */
const ratios = ['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'];
const json = { accept: 'application/json' };
const mostPictures = 8;
/** The one word for a state that later answers have. */
const goesOn = 'in-progress';
const mostSeed = 4_294_967_294;
/** How near to the picture a generation stays that starts from one: 0 is the same, 1 has nothing of it. */
const defaultStrength = 0.7;

const serviceOf = (model: string): Service => {
  const service = services[model];
  if (service) return service;
  throw new GatewayError('upstream_model_unknown', 'the upstream has no such service');
};

/** The type that the first bytes of base64 show. */
const typeOf = (base64: string): string | undefined =>
  (
    [
      ['iVBORw0KGgo', 'image/png'],
      ['/9j/', 'image/jpeg'],
      ['UklGR', 'image/webp'],
    ] as const
  ).find(([begin]) => base64.startsWith(begin))?.[1];

/** The picture of an answer. `CONTENT_FILTERED`: it came out blurred, and its maker takes nothing for it. */
function readPicture(answer: Json, format: string): TaskReport {
  const data = textIn(answer['image']);
  if (answer['finish_reason'] === 'CONTENT_FILTERED')
    return { status: 'failed', fault: 'upstream_refused', reason: 'the content rules refused the picture' };
  if (data === undefined) refuseNoAnswer(answer);
  const size = sizeOf(Buffer.from(data.slice(0, 65_536), 'base64'));
  const output: TaskOutput = { kind: 'image', data, mediaType: typeOf(data) ?? `image/${format}`, ...size };
  return { status: 'succeeded', outputs: [output] };
}

/** Several pictures as one report: those that came count. */
function joined(reports: readonly TaskReport[]): TaskReport {
  const outputs = reports.flatMap((report) => report.outputs ?? []);
  const [first] = reports;
  if (outputs.length === 0 && first) return first;
  return { status: 'succeeded', outputs, usage: { images: outputs.length } };
}

export const stabilityPort: TaskPort = {
  serves: (model) => services[model] !== undefined,

  measure: ({ body }) => ({ usage: { images: numberIn(body['n']) ?? 1 }, facts: {} }),

  async start({ body, upstreamModel }, send) {
    const { path, later } = serviceOf(upstreamModel);
    const format = textIn(body['output_format']) ?? 'png';
    const { n, ...fields } = body;
    // It wants a form, even without a file.
    const ask = (seed: Json) =>
      send({ method: 'POST', path, ...writeForm({ ...fields, ...seed }), headers: json, starts: true });
    if (!later) {
      // It makes one picture a request; a seed makes the same one again.
      const first = numberIn(fields['seed']);
      const replies = await together(
        Array.from({ length: numberIn(n) ?? 1 }, (_, index) => async () => {
          const { json: answer } = await ask(first === undefined ? {} : { seed: (first + index) % mostSeed });
          return readPicture(answer, format);
        }),
      );
      return { handle: {}, report: joined(replies) };
    }
    const reply = await ask({});
    const id = textIn(reply.json['id']);
    // An error has an id too.
    if (id === undefined || reply.json['errors'] !== undefined) refuseNoAnswer(reply.json);
    return { handle: { id, format }, report: { status: 'running', refs: [id] } };
  },

  async poll(handle, send) {
    const id = textIn(handle['id']);
    if (id === undefined) return { status: 'failed', fault: 'task_lost', reason: 'the answer was lost' };
    const reply = await send({
      method: 'GET',
      path: `/v2beta/results/${encodeURIComponent(id)}`,
      headers: json,
      allow: [404],
    });
    if (reply.status === 202) {
      const word = textIn(reply.json['status']) ?? goesOn;
      return word === goesOn ? {} : { unknownWord: word };
    }
    if (reply.status === 404)
      return { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer knows this task' };
    return readPicture(reply.json, textIn(handle['format']) ?? 'png');
  },

  writeImage(image, { upstreamModel, drop }) {
    const service = serviceOf(upstreamModel);
    const count = countUpTo(image, service.later ? 1 : mostPictures, upstreamModel);
    const changes = image.images.length > 0;
    if (changes && service.does === 'generate')
      throw refusePicture(
        'image',
        `${upstreamModel} makes pictures from words only; sd3.5-large starts from one`,
      );
    if (image.mask !== undefined && !service.mask)
      throw refusePicture('mask', `${upstreamModel} takes no mask; stable-image-inpaint does`);
    const source = changes || service.does === 'change' ? onlyImage(image, upstreamModel) : undefined;
    const body: JsonDraft = { ...(service.model ? { model: service.model } : {}) };
    if (service.prompt !== 'none') {
      if (image.prompt === '' && service.prompt !== 'optional' && image.how !== 'vary')
        throw refusePicture('prompt', 'you must provide a prompt');
      if (image.prompt !== '' || image.how === 'vary')
        body['prompt'] = image.prompt || 'a variation of the picture';
    }
    if (source !== undefined) body['image'] = source;
    if (image.mask !== undefined) body['mask'] = blackAndWhite(image.mask, 'white');
    const extra = passExtra(image, Object.keys(service.fields), drop);
    if (service.does === 'generate-or-change' && source !== undefined) {
      // The shape is that of the picture then.
      if (service.model) body['mode'] = 'image-to-image';
      extra['strength'] ??= defaultStrength;
    }
    const missing = Object.entries(service.fields).find(
      ([name, needed]) => needed && extra[name] === undefined,
    );
    if (missing) throw refusePicture(missing[0], `${upstreamModel} needs ${missing[0]}`);
    const takesRatio = service.ratio && source === undefined ? true : upstreamModel === 'stable-image-style';
    const ratio = takesRatio ? aspectOf(image, ratios) : undefined;
    if (ratio !== undefined) body['aspect_ratio'] = ratio;
    else if (image.width !== undefined || image.aspectRatio !== undefined) drop('size');
    if (image.negativePrompt !== undefined) {
      if (service.prompt === 'none') drop('negative_prompt');
      else body['negative_prompt'] = image.negativePrompt;
    }
    if (image.seed !== undefined) {
      if (service.seed === false) drop('seed');
      else body['seed'] = image.seed;
    }
    dropFields(image, ['quality', 'style', 'background', 'watermark'], drop);
    if (image.resolution !== undefined) drop('resolution');
    return {
      action: source === undefined ? 'generate' : 'edit',
      body: {
        ...(count === 1 ? {} : { n: count }),
        ...body,
        ...extra,
        output_format: formatOf(image.format, upstreamModel, drop),
      },
    };
  },
  media: 'data',
};

/** What has no background any more cannot be a JPEG; SD 3.5 makes no WebP. */
function formatOf(asked: string | undefined, model: string, drop: (field: string) => void): string {
  const lacks = model === 'stable-image-remove-background' ? 'jpeg' : model.startsWith('sd3.5') ? 'webp' : '';
  if (asked === undefined || asked !== lacks) return asked ?? 'png';
  drop('output_format');
  return 'png';
}
