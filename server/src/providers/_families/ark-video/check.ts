import { type Json, numberIn, objectsIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { generationOf, ratios } from './generations.ts';
import type { Settings } from './settings.ts';

const refuse = (param: string, message: string): never => {
  throw new GatewayError('field_invalid', `${param}: ${message}`, { param });
};

/**
 * Refuses what Ark refuses for sure. Fields are checked strictly there, commands in the prompt are not (they are ignored
 * or refused by the model's mood), so only fields are looked at. Of models that are not known, nothing but the form.
 * Source: https://www.volcengine.com/docs/82379/1520757.
 */
export function checkRequest(body: Json, settings: Settings, model: string): void {
  const items = objectsIn(body['content']);
  if (items.length === 0) refuse('content', 'give at least one item');
  checkFields(body, model);
  checkMedia(settings, model);
  if (
    settings.prompt === '' &&
    settings.images.length + settings.films.length === 0 &&
    settings.draft === undefined
  )
    refuse('content', 'there is no prompt and nothing to start from');
}

function checkFields(body: Json, model: string): void {
  const generation = generationOf(model);
  const resolution = textIn(body['resolution']);
  if (resolution !== undefined && generation && !generation.resolutions.includes(resolution.toLowerCase()))
    refuse('resolution', `${model} makes ${generation.resolutions.join(', ')}`);
  const ratio = textIn(body['ratio']);
  if (ratio !== undefined && ratio !== 'adaptive' && !ratios.includes(ratio))
    refuse('ratio', `one of ${ratios.join(', ')}, adaptive`);
  const duration = numberIn(body['duration']);
  const frames = numberIn(body['frames']);
  if (duration !== undefined && frames === undefined && generation) {
    const isChoice = duration === -1 && generation.choosesLength === true;
    if (
      !isChoice &&
      (!Number.isInteger(duration) || duration < generation.least || duration > generation.most)
    )
      refuse(
        'duration',
        `whole seconds from ${generation.least} to ${generation.most}${generation.choosesLength ? ', or -1' : ''}`,
      );
  }
  if (
    frames !== undefined &&
    generation?.countsFrames &&
    (frames < 29 || frames > 289 || (frames - 25) % 4 !== 0)
  )
    refuse('frames', '25 + 4n, from 29 to 289');
  const expires = numberIn(body['execution_expires_after']);
  if (expires !== undefined && (expires < 3600 || expires > 259_200))
    refuse('execution_expires_after', 'seconds from 3600 to 259200');
  const tier = textIn(body['service_tier']);
  if (tier !== undefined && tier !== 'default' && tier !== 'flex') refuse('service_tier', 'default or flex');
}

function checkMedia({ images, films, sounds }: Settings, model: string): void {
  const generation = generationOf(model);
  for (const { at, url } of [...images, ...films, ...sounds])
    if (url === '') refuse(`content[${at}]`, 'it has no url');
  for (const { at, url } of images) {
    const [, format] = /^data:image\/([^;,]+)/.exec(url) ?? [];
    if (format !== undefined && format !== format.toLowerCase())
      refuse(`content[${at}].image_url.url`, 'the format of a data URL is written in lower case');
  }
  const first = images.filter(({ role }) => role === undefined || role === 'first_frame');
  const last = images.filter(({ role }) => role === 'last_frame');
  const references = images.filter(({ role }) => role === 'reference_image');
  const strange = images.find(
    ({ role }) => role !== undefined && !['first_frame', 'last_frame', 'reference_image'].includes(role),
  );
  if (strange) refuse(`content[${strange.at}].role`, 'first_frame, last_frame or reference_image');
  if (last.length > 0 && first.length === 0)
    refuse(`content[${last[0]!.at}].role`, 'a last frame needs a first frame');
  if (references.length > 0 && first.length + last.length > 0)
    refuse(`content[${references[0]!.at}].role`, 'reference images and frames exclude each other');
  if (first.length > 1) refuse(`content[${first[1]!.at}].role`, 'there is a first frame already');
  if (last.length > 1) refuse(`content[${last[1]!.at}].role`, 'there is a last frame already');
  if (!generation) return;
  const takes = generation.pictures;
  if (first.length > 0 && !takes.includes('first'))
    refuse(`content[${first[0]!.at}]`, `${model} takes text only`);
  if (last.length > 0 && !takes.includes('last'))
    refuse(`content[${last[0]!.at}].role`, `${model} takes no last frame`);
  if (references.length > 0 && !takes.includes('reference'))
    refuse(`content[${references[0]!.at}].role`, `${model} takes no reference images`);
  if (references.length > generation.mostReferences)
    refuse('content', `${model} takes ${generation.mostReferences} reference images at most`);
  if (films.length + sounds.length > 0 && generation.inputSeconds === 0)
    refuse(`content[${[...films, ...sounds][0]!.at}]`, `${model} takes no films and sounds`);
  if (!generation.text && images.length === 0) refuse('content', `${model} starts from a picture`);
}
