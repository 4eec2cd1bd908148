import { booleanIn, type Json, numberIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { leastSeconds } from './credits.ts';

/** What a request of Runway's asks for. Actions are the last word of its paths. Source: @runwayml/sdk 4.20. */
export const actions = [
  'image_to_video',
  'text_to_video',
  'video_to_video',
  'character_performance',
  'video_upscale',
  'text_to_image',
] as const;

/** Films of Runway's own models. */
export const gen4Ratios = ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672'] as const;
const veoRatios = ['1280:720', '720:1280', '1920:1080', '1080:1920'] as const;
const seedanceRatios = [
  ...['992:432', '864:496', '752:560', '640:640', '560:752', '496:864', '1470:630', '1280:720', '1112:834'],
  ...['960:960', '834:1112', '720:1280', '2206:946', '1920:1080', '1664:1248', '1440:1440', '1248:1664'],
  ...['1080:1920', '3840:1646', '3840:2160', '3840:2880', '3840:3840', '2880:3840', '2160:3840'],
] as const;
const imageRatios = [
  ...['1024:1024', '1080:1080', '1168:880', '1360:768', '1440:1080', '1080:1440', '1808:768', '1920:1080'],
  ...['1080:1920', '2112:912', '1280:720', '720:1280', '720:720', '960:720', '720:960', '1680:720'],
] as const;
/** Pictures of 720 pixels on a side cost less. */
const smallImages = ['1280:720', '720:1280', '720:720', '960:720', '720:960', '1680:720'];

type Limits = {
  readonly actions: readonly string[];
  readonly ratios: readonly string[];
  /** Seconds that may be asked for; absent: the film that comes along tells. */
  readonly seconds?: readonly number[];
  /** Seconds of one whose length is not named. */
  readonly usual: number;
};

const upTo = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What is known of the models that the manifest prices; of others the upstream judges. */
export const limits: Readonly<Record<string, Limits>> = {
  'gen4.5': {
    actions: ['image_to_video', 'text_to_video'],
    ratios: gen4Ratios,
    seconds: upTo(2, 10),
    usual: 10,
  },
  gen4_turbo: { actions: ['image_to_video'], ratios: gen4Ratios, seconds: upTo(2, 10), usual: 10 },
  aleph2: { actions: ['video_to_video'], ratios: [], usual: 30 },
  act_two: { actions: ['character_performance'], ratios: gen4Ratios, usual: 30 },
  'veo3.1': { actions: ['image_to_video', 'text_to_video'], ratios: veoRatios, seconds: [4, 6, 8], usual: 8 },
  'veo3.1_fast': {
    actions: ['image_to_video', 'text_to_video'],
    ratios: veoRatios,
    seconds: [4, 6, 8],
    usual: 8,
  },
  seedance2: {
    actions: ['image_to_video', 'text_to_video', 'video_to_video'],
    ratios: seedanceRatios,
    seconds: upTo(4, 15),
    usual: 15,
  },
  gen4_image: { actions: ['text_to_image'], ratios: imageRatios, usual: 0 },
  gen4_image_turbo: { actions: ['text_to_image'], ratios: imageRatios, usual: 0 },
  'gemini_2.5_flash': { actions: ['text_to_image'], ratios: [], usual: 0 },
};

const longestUnknown = 30;

/** Sizes of gen3a_turbo, which public examples still pair with its successors. */
const formerRatios: Readonly<Record<string, string>> = { '1280:768': '1280:720', '768:1280': '720:1280' };

/** The ratio as it is sent. */
export function ratioSent(model: string, ratio: string | undefined): string | undefined {
  const known = limits[model]?.ratios ?? [];
  const former = formerRatios[ratio ?? ''];
  return former !== undefined && known.includes(former) && !known.includes(ratio ?? '') ? former : ratio;
}

const refuse = (message: string, param: string): never => {
  throw new GatewayError('field_invalid', message, { param });
};

/** What a film's file is: each group adds its own price. */
function outputOf(body: Json): string {
  const format = textIn(body['outputFormat']);
  if (format === undefined || format === 'mp4') return 'mp4';
  return format === 'prores' || format === 'png_sequence' ? 'lossless' : 'deep';
}

/** The length that the request names; undefined where none or 'auto'. */
export const secondsIn = (body: Json): number | undefined => {
  const asked = body['duration'];
  return typeof asked === 'string' && /^\d+$/.test(asked) ? Number(asked) : numberIn(asked);
};

/** The most that a request can consume. Throws field_invalid for what Runway would refuse. */
export function measured(action: string, body: Json, model: string): Measured {
  const known = limits[model];
  if (known && !known.actions.includes(action))
    refuse(`${model} does not do ${action}; it does ${known.actions.join(', ')}`, 'model');
  const ratio = ratioSent(model, textIn(body['ratio']));
  if (known && known.ratios.length > 0 && ratio !== undefined && !known.ratios.includes(ratio))
    refuse(`ratio must be one of: ${known.ratios.join(', ')}`, 'ratio');
  if (action === 'text_to_image') return measuredImage(body, ratio);
  const asked = secondsIn(body);
  if (known?.seconds && asked !== undefined && !known.seconds.includes(asked))
    refuse(`duration must be one of: ${known.seconds.join(', ')}`, 'duration');
  const facts: Facts = {
    action,
    output: outputOf(body),
    ...(model.startsWith('veo3.1') ? { audio: booleanIn(body['audio']) ?? true } : {}),
  };
  const takesLength = known?.seconds !== undefined || known === undefined;
  const seconds = takesLength ? (asked ?? known?.usual ?? longestUnknown) : (known?.usual ?? longestUnknown);
  return {
    usage: { seconds: Math.max(seconds, leastSeconds(model, facts)) },
    facts: { ...facts, ...(takesLength && asked !== undefined ? { seconds: asked } : {}) },
  };
}

function measuredImage(body: Json, ratio: string | undefined): Measured {
  const count = numberIn(body['outputCount']) ?? 1;
  if (!Number.isSafeInteger(count) || count < 1 || count > 10)
    refuse('outputCount must be 1 to 10', 'outputCount');
  const resolution = smallImages.includes(ratio ?? '') ? '720p' : '1080p';
  return { usage: { images: count }, facts: { action: 'text_to_image', resolution } };
}
