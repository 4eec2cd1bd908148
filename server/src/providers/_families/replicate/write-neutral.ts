import { isObject, type Json, type JsonDraft } from '../../../base/json.ts';
import { countField, type InputField, type ModelSheet } from '../../../catalogue/sheet.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf } from '../../../spec/video.ts';
import { sheetFor } from './measure.ts';

/** Pictures and films of the neutral dialects as the input of a model. A model without a sheet gets the usual names. */

type To = { readonly upstreamModel: string; readonly drop: (field: string) => void };

function refuseOther(sheet: ModelSheet | undefined, kind: ModelSheet['kind'], words: string): void {
  if (sheet !== undefined && sheet.kind !== kind)
    throw new GatewayError('field_invalid', `${sheet.name} makes no ${words}`, { param: 'model' });
}

/** Collects an input; a field that the model has not is not taken. */
class Input {
  readonly draft: JsonDraft = {};
  readonly #fields: ReadonlyMap<string, InputField> | undefined;

  constructor(sheet: ModelSheet | undefined) {
    this.#fields = sheet && new Map(sheet.inputs.map((field) => [field.name, field]));
  }

  has(name: string): boolean {
    return this.#fields === undefined || this.#fields.has(name);
  }

  /** Is it put into the first of the fields that the model has, and that is still free? */
  put(names: readonly string[], value: unknown): boolean {
    const name = names.find((one) => this.has(one) && this.draft[one] === undefined);
    if (name === undefined) return false;
    const oneOf = this.#fields?.get(name)?.oneOf;
    if (oneOf && !oneOf.includes(String(value))) return false;
    const isList = this.#fields?.get(name)?.type === 'uris';
    this.draft[name] = isList && !Array.isArray(value) ? [value] : value;
    return true;
  }

  field(name: string): InputField | undefined {
    return this.#fields?.get(name);
  }
}

/** Names that models have for a picture to work on, the likeliest first. */
const pictures = [
  'input_image',
  'image',
  'image_path',
  'input_image_1',
  'input_image_2',
  'image_prompt',
  'first_frame_image',
];
const pictureLists = ['image_input', 'src_ref_images', 'images', 'input_images'];

function putPictures(input: Input, sheet: ModelSheet | undefined, urls: readonly string[]): void {
  if (urls.length === 0) return;
  const list = pictureLists.find((name) => sheet !== undefined && input.has(name));
  if (list !== undefined) {
    input.draft[list] = urls;
    return;
  }
  for (const url of urls)
    if (!input.put(pictures, url))
      throw new GatewayError('field_invalid', 'this model does not take so many pictures', {
        param: 'image',
      });
}

/** Sides to a shape that the model has, or to pixels. */
function putSize(input: Input, asked: Pick<ImageRequest, 'aspectRatio' | 'width' | 'height'>, to: To): void {
  const { aspectRatio, width, height } = asked;
  if (aspectRatio === undefined && (width === undefined || height === undefined)) return;
  const exact = `${width}x${height}`;
  if (width !== undefined && input.field('size')?.oneOf?.includes(exact)) {
    input.draft['size'] = exact;
    return;
  }
  const shapes = input.field('aspect_ratio')?.oneOf;
  if (shapes) {
    const shape = aspectOf(
      asked,
      shapes.filter((one) => /^\d+:\d+$/.test(one)),
    );
    if (shape !== undefined) input.draft['aspect_ratio'] = shape;
    return;
  }
  if (input.field('width') && width !== undefined && height !== undefined) {
    input.draft['width'] = width;
    input.draft['height'] = height;
    return;
  }
  if (
    !input.put(
      ['aspect_ratio'],
      aspectRatio ?? aspectOf(asked, ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3']),
    )
  )
    to.drop('size');
}

/** What the client wrote beside the neutral form: an object `input`, and fields that the model has. */
function putExtra(
  input: Input,
  extra: Readonly<Record<string, unknown>>,
  sheet: ModelSheet | undefined,
): void {
  for (const [name, value] of Object.entries(extra))
    if (name !== 'input' && (sheet === undefined || input.has(name))) input.draft[name] = value;
  if (isObject(extra['input'])) Object.assign(input.draft, extra['input']);
}

const done = (input: Input): { readonly action: string; readonly body: Json } => ({
  action: 'predict',
  body: { input: input.draft },
});

export const writeReplicateImage: NonNullable<TaskPort['writeImage']> = (asked, to) => {
  const sheet = sheetFor(to.upstreamModel);
  refuseOther(sheet, 'image', 'pictures');
  const input = new Input(sheet);
  const maybe = (param: string, names: readonly string[], value: unknown): void => {
    if (value !== undefined && !input.put(names, value)) to.drop(param);
  };
  if (asked.prompt !== '') maybe('prompt', ['prompt', 'prompt_a', 'objects_to_remove'], asked.prompt);
  putPictures(input, sheet, asked.images);
  if (asked.mask !== undefined && !input.put(['mask'], asked.mask))
    throw new GatewayError('field_invalid', 'this model takes no mask', { param: 'mask' });
  putSize(input, asked, to);
  if (asked.count > 1) {
    const field = sheet ? countField(sheet)?.name : 'num_outputs';
    if (field === undefined)
      throw new GatewayError('field_invalid', 'this model makes one picture at a time', { param: 'n' });
    input.draft[field] = asked.count;
    if (field === 'max_images') input.draft['sequential_image_generation'] = 'auto';
  }
  maybe('negative_prompt', ['negative_prompt', 'n_prompt'], asked.negativePrompt);
  maybe('seed', ['seed'], asked.seed);
  maybe('output_format', ['output_format'], asked.format === 'jpeg' ? 'jpg' : asked.format);
  maybe('style', ['style', 'style_type'], asked.style);
  maybe('background', ['background'], asked.background === 'auto' ? undefined : asked.background);
  if (asked.resolution !== undefined && !input.put(['size', 'resolution'], asked.resolution.toUpperCase()))
    to.drop('resolution');
  if (asked.quality === 'hd' || asked.quality === 'high') {
    if (sheet && input.has('prompt_upsampling')) input.draft['prompt_upsampling'] = true;
    else to.drop('quality');
  }
  putExtra(input, asked.extra, sheet);
  return done(input);
};

export const writeReplicateVideo: NonNullable<TaskPort['writeVideo']> = (asked, to) => {
  const sheet = sheetFor(to.upstreamModel);
  refuseOther(sheet, 'video', 'films');
  const input = new Input(sheet);
  const maybe = (param: string, names: readonly string[], value: unknown): void => {
    if (value !== undefined && !input.put(names, value)) to.drop(param);
  };
  if (asked.parent)
    throw new GatewayError('field_invalid', 'this model does not go on from an earlier film', {
      param: 'parent',
    });
  if (asked.prompt !== '') maybe('prompt', ['prompt'], asked.prompt);
  for (const { role, url } of asked.images) {
    const names =
      role === 'last'
        ? ['last_frame_image', 'last_frame', 'end_image']
        : role === 'first'
          ? ['first_frame_image', 'image', 'start_image', 'src_ref_images']
          : ['subject_reference', 'src_ref_images', 'reference_images'];
    if (!input.put(names, url))
      throw new GatewayError('field_invalid', `this model takes no ${role} picture`, { param: 'image' });
  }
  if (asked.video && !input.put(['src_video', 'video'], asked.video.url))
    throw new GatewayError('field_invalid', 'this model takes no film', { param: 'video' });
  putSize(input, asked, to);
  if (asked.seconds !== undefined && asked.seconds !== sheet?.seconds)
    maybe('seconds', ['duration'], asked.seconds);
  maybe('resolution', ['resolution'], asked.resolution);
  maybe('negative_prompt', ['negative_prompt', 'n_prompt'], asked.negativePrompt);
  maybe('seed', ['seed'], asked.seed);
  maybe('enhance_prompt', ['prompt_optimizer', 'enhance_prompt'], asked.enhancePrompt);
  putExtra(input, asked.extra, sheet);
  return done(input);
};
