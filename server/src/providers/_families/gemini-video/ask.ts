import { type Json, numberIn, objectOf, objectsIn, textIn, textOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';
import { type Traits, traitsOf } from './names.ts';

/**
 * The body of `predictLongRunning` as Google documents it: `{instances: [{prompt, image, lastFrame, referenceImages,
 * video}], parameters: {…}}`.
 */

export const instanceOf = (body: Json): Json => objectsIn(body['instances'])[0] ?? {};
export const parametersOf = (body: Json): Json => objectOf(body['parameters']);

/** A number, also where it is written as a text: Google's own examples do both. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : numberIn(value);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** A film of ours that the body goes on from: our id, with the film's place behind a slash where it is not the first. */
export function parentIn(body: Json): { readonly ref: string; readonly index: number } | undefined {
  const [, ref, index] =
    /^(task_[0-9a-z]{26})(?:\/(\d{1,2}))?$/.exec(textOf(objectOf(instanceOf(body)['video'])['uri'])) ?? [];
  return ref === undefined ? undefined : { ref, index: Number(index ?? 0) };
}

export type Asked = {
  readonly traits: Traits;
  readonly prompt: string;
  readonly seconds: number;
  readonly resolution: string;
  readonly aspectRatio?: string;
  readonly count: number;
  readonly sound: boolean;
};

/**
 * What a body asks for. Throws field_invalid for what no upstream of Google's takes: wrong values are refused before
 * money is held.
 */
export function readAsked(body: Json, upstreamModel: string): Asked {
  const traits = traitsOf(upstreamModel);
  const instance = instanceOf(body);
  const parameters = parametersOf(body);
  if (objectsIn(body['instances']).length > 1)
    throw invalid('instances', 'send one instance: a request makes films of one prompt');
  const prompt = textOf(instance['prompt']);
  if (prompt.trim() === '' && instance['image'] === undefined && instance['video'] === undefined)
    throw invalid('instances[0].prompt', 'say in prompt what the film shows');

  const seconds = numberOf(parameters['durationSeconds']) ?? traits.usual;
  if (!traits.lengths.includes(seconds))
    throw invalid(
      'parameters.durationSeconds',
      `durationSeconds: ${traits.upstream} makes films of ${listed(traits.lengths)} seconds`,
    );
  const resolution = (
    textIn(parameters['resolution']) ??
    traits.fixed ??
    traits.resolutions[0]!
  ).toLowerCase();
  if (!traits.resolutions.includes(resolution))
    throw invalid(
      'parameters.resolution',
      `resolution: ${traits.upstream} makes films in ${listed(traits.resolutions)}`,
    );
  const aspectRatio = textIn(parameters['aspectRatio']);
  if (aspectRatio !== undefined && aspectRatio !== '16:9' && aspectRatio !== '9:16')
    throw invalid('parameters.aspectRatio', 'aspectRatio is 16:9 or 9:16');
  const count = numberOf(parameters['sampleCount']) ?? 1;
  const most = traits.family === 'omni' ? 1 : 4;
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw invalid(
      'parameters.sampleCount',
      most === 1 ? `sampleCount: ${traits.upstream} makes one film a request` : 'sampleCount is 1 to 4',
    );
  if (objectsIn(instance['referenceImages']).length > traits.references)
    throw invalid(
      'instances[0].referenceImages',
      traits.references === 0
        ? `referenceImages: ${traits.upstream} takes none`
        : `referenceImages: ${traits.upstream} takes at most ${traits.references}`,
    );
  // Films would land in a bucket that the channel's account may write, whoever named it.
  for (const name of ['storageUri', 'pubsubTopic'])
    if (parameters[name] !== undefined)
      throw invalid(`parameters.${name}`, `leave ${name} out: films are fetched through the gateway`);
  return {
    traits,
    prompt,
    seconds,
    resolution,
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    count,
    sound: traits.family !== 'veo-2' && parameters['generateAudio'] !== false,
  };
}

/** Units and facts of a body, for its price. `sound` is what is charged: Veo 2 has none and one price. */
export function measureAsked(body: Json, upstreamModel: string): Measured {
  const { seconds, resolution, count, sound } = readAsked(body, upstreamModel);
  return { usage: { seconds: seconds * count }, facts: { resolution, seconds, sound } };
}

const listed = (values: readonly (string | number)[]): string =>
  values.length > 4 && values.every((one) => typeof one === 'number')
    ? `${values[0]} to ${values.at(-1)}`
    : `${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1)}`;
