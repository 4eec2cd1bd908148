import { type Json, listOf, numberIn, objectOf, objectsIn, textIn, wordOf } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';

/**
 * Rules about fields that go together, which Kling and gateways of this family answer with 400. Those that hang on the
 * model are checked where the model is known.
 */
const refuse = (message: string, param: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

const has = (body: Json, name: string): boolean => {
  const value = body[name];
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
};

function need(body: Json, name: string, where = name): void {
  if (!has(body, name)) throw refuse(`you must provide ${where}`, where);
}

/** Durations of shots are told to a tenth of a second. */
const tolerance = 0.1;

function checkShots(body: Json): void {
  if (body['multi_shot'] !== true) {
    for (const name of ['shot_type', 'multi_prompt'])
      if (has(body, name)) throw refuse(`${name} needs multi_shot: true`, name);
    return;
  }
  if (has(body, 'prompt'))
    throw refuse('with multi_shot the shots are told in multi_prompt, not in prompt', 'prompt');
  const shots = objectsIn(body['multi_prompt']);
  if (body['shot_type'] === 'customize' && shots.length === 0) need(body, 'multi_prompt');
  const lengths = shots.map((shot) => Number(wordOf(shot['duration'])));
  lengths.forEach((length, at) => {
    if (!(length >= 1)) throw refuse('a shot lasts a second at least', `multi_prompt[${at}].duration`);
  });
  const sum = lengths.reduce((all, length) => all + length, 0);
  const asked = has(body, 'duration') ? Number(wordOf(body['duration'])) : 5;
  if (shots.length > 0 && Math.abs(sum - asked) > tolerance + 1e-9)
    throw refuse(`the shots last ${sum} seconds, duration says ${asked}`, 'multi_prompt');
}

function checkCamera(body: Json): void {
  const camera = objectOf(body['camera_control']);
  if (camera['type'] === 'simple' && !has(camera, 'config')) need(camera, 'config', 'camera_control.config');
  if (camera['type'] !== undefined && camera['type'] !== 'simple' && has(camera, 'config'))
    throw refuse('only type simple takes a config', 'camera_control.config');
}

const rules: Readonly<Record<string, (body: Json) => void>> = {
  'videos/text2video'(body) {
    checkShots(body);
    if (body['multi_shot'] !== true) need(body, 'prompt');
    checkCamera(body);
  },
  'videos/image2video'(body) {
    checkShots(body);
    if (!has(body, 'image_tail')) need(body, 'image');
    checkCamera(body);
    const groups = [
      ['image_tail', has(body, 'image_tail')],
      ['dynamic_masks', has(body, 'dynamic_masks') || has(body, 'static_mask')],
      ['camera_control', has(body, 'camera_control')],
    ] as const;
    const used = groups.filter(([, is]) => is).map(([name]) => name);
    if (used.length > 1) throw refuse(`${used.join(' and ')} exclude each other`, used[1] ?? 'image_tail');
  },
  'videos/lip-sync'(body) {
    const input = objectOf(body['input']);
    if (has(input, 'video_id') === has(input, 'video_url'))
      throw refuse('input needs either video_id or video_url', 'input.video_id');
    if (input['mode'] === 'text2video') {
      need(input, 'text', 'input.text');
      need(input, 'voice_id', 'input.voice_id');
    } else if (!has(input, 'audio_file')) need(input, 'audio_url', 'input.audio_url');
  },
  'videos/effects'(body) {
    const input = objectOf(body['input']);
    if (!has(input, 'images')) need(input, 'image', 'input.image');
  },
  'images/generations'(body) {
    need(body, 'prompt');
    if (has(body, 'negative_prompt') && has(body, 'image'))
      throw refuse('negative_prompt cannot be used together with image', 'negative_prompt');
  },
  'videos/multi-image2video'(body) {
    listOf(body['image_list']).forEach((one, at) => {
      if (textIn(objectOf(one)['image']) === undefined)
        throw refuse('the key must be image', `image_list[${at}].image`);
    });
  },
};

/** Throws field_invalid for fields that do not go together. */
export function checkRules(action: string, body: Json): void {
  const config = body['cfg_scale'];
  if (config !== undefined && config !== null && (numberIn(Number(config)) ?? -1) < 0)
    throw refuse('cfg_scale is a number from 0 to 1', 'cfg_scale');
  rules[action]?.(body);
}
