import { type Json, listOf, numberIn, objectOf, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured, TaskPort } from '../../../spec/task.ts';
import type { Facts } from '../../../spec/usage.ts';
import { isPathAction, type Traits, traitsOf } from './models.ts';
import type { Lengths } from './report.ts';

const refuse = (message: string, param: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** The longest that a video may be whose length follows what it is made from, in seconds. Source: Kling's pages. */
const longest = { 'lip-sync': 10, 'advanced-lip-sync': 60, avatar: 300, motion: 30, edit: 10 } as const;

/** Seconds that a request asks for. */
function secondsOf(value: unknown, model: string, known: Traits | undefined, param: string): number {
  const text = wordOf(value);
  const seconds = text === '' ? 5 : Number(text);
  const allowed = known?.seconds;
  const fits =
    allowed === undefined
      ? seconds > 0 && seconds <= 60
      : 'from' in allowed
        ? Number.isInteger(seconds) && seconds >= allowed.from && seconds <= allowed.to
        : allowed.includes(seconds);
  if (fits) return seconds;
  const words =
    allowed === undefined
      ? 'at most 60'
      : 'from' in allowed
        ? `${allowed.from} to ${allowed.to}`
        : allowed.join(' or ');
  throw refuse(`${model} makes videos of ${words} seconds`, param);
}

function modeOf(body: Json, model: string, known: Traits | undefined): string {
  const mode = textIn(body['mode']) ?? 'std';
  if (!['std', 'pro', '4k'].includes(mode)) throw refuse('mode is std, pro or 4k', 'mode');
  if (mode === '4k' && known && !known.fourK) throw refuse(`${model} has no mode 4k; kling-v3 has`, 'mode');
  return mode;
}

function soundOf(body: Json, model: string, mode: string, known: Traits | undefined): boolean {
  const sound = textIn(body['sound']);
  if (known?.sound === 'always') return true;
  if (sound !== 'on') return false;
  if (known && known.sound === undefined)
    throw refuse(`${model} makes no sound; kling-v2-6 and kling-v3 do`, 'sound');
  if (known?.sound === 'pro' && mode !== 'pro')
    throw refuse(`${model} makes sound in mode pro only`, 'sound');
  return true;
}

const images = (body: Json, facts: Facts): Measured => ({
  usage: { images: Math.max(1, numberIn(Number(body['n'] ?? body['series_amount'] ?? 1)) ?? 1) },
  facts: { ...facts, resolution: textIn(body['resolution'])?.toLowerCase() ?? '1k' },
});

const calls = (facts: Facts): Measured => ({ usage: { calls: 1 }, facts });
const lasting = (seconds: number, facts: Facts): Measured => ({
  usage: { seconds },
  facts: { ...facts, seconds },
});

/** A video of text and pictures. */
function film(action: string, body: Json, model: string): Measured {
  const known = traitsOf(model);
  if (known?.noVideo)
    throw new GatewayError(
      'model_retired',
      `${model} makes no videos since ${known.noVideo.since}; use ${known.noVideo.successor}`,
      { param: 'model_name' },
    );
  if (body['multi_shot'] === true && known && !known.shots)
    throw refuse(`${model} makes one shot; multi_shot needs kling-v3`, 'multi_shot');
  const mode = modeOf(body, model, known);
  const sound = soundOf(body, model, mode, known);
  const facts = {
    action,
    mode,
    sound: sound ? 'on' : 'off',
    voice: sound && listOf(body['voice_list']).length > 0,
  };
  const videos = objectsIn(body['video_list']);
  if (action !== 'videos/omni-video')
    return lasting(secondsOf(body['duration'], model, known, 'duration'), facts);
  const edits = videos.some((video) => textIn(video['refer_type']) !== 'feature');
  const seconds =
    edits && videos.length > 0 ? longest.edit : secondsOf(body['duration'], model, known, 'duration');
  return lasting(seconds, { ...facts, video_input: videos.length > 0 });
}

const modes: Readonly<Record<string, string>> = { '720p': 'std', '1080p': 'pro', '4k': '4k' };

/** A video of the newer paths. Their resolutions are the modes of the older ones, and priced so. */
function pathFilm(action: string, body: Json, model: string): Measured {
  const known = traitsOf(model);
  const settings = objectOf(body['settings']);
  const resolution = textIn(settings['resolution'])?.toLowerCase() ?? '720p';
  const mode = modes[resolution];
  if (mode === undefined) throw refuse('resolution is 720p, 1080p or 4k', 'settings.resolution');
  if (mode === '4k' && known && !known.fourK)
    throw refuse(`${model} makes no 4k; kling-3.0 does`, 'settings.resolution');
  const kinds = objectsIn(body['contents']).map((item) => wordOf(item['type']));
  const sound = known?.sound === 'always' || settings['audio'] === 'native';
  const facts = {
    action,
    mode,
    resolution,
    sound: sound ? 'on' : 'off',
    voice: false,
    ...(action === 'omni-video'
      ? { video_input: kinds.includes('base_video') || kinds.includes('feature_video') }
      : {}),
  };
  if (action === 'motion-control') return lasting(longest.motion, facts);
  if (kinds.includes('base_video')) return lasting(longest.edit, facts);
  return lasting(secondsOf(settings['duration'], model, known, 'settings.duration'), facts);
}

/** What a request can consume at most, and the facts that its price hangs on. Throws field_invalid, model_retired. */
export const measure: TaskPort['measure'] = ({ action, body, upstreamModel: model, facts: given }) => {
  const { usage, facts } = measured(action, body, model);
  return { usage, facts: { ...given, ...facts } };
};

function measured(action: string, body: Json, model: string): Measured {
  if (isPathAction(action)) return pathFilm(action, body, model);
  switch (action) {
    case 'videos/text2video':
    case 'videos/image2video':
    case 'videos/omni-video':
      return film(action, body, model);
    case 'videos/multi-image2video':
      if (traitsOf(model) && !traitsOf(model)?.omni)
        throw refuse(
          `${model} takes one picture; kling-v3-omni and kling-video-o1 take several`,
          'model_name',
        );
      return film(action, body, model);
    case 'videos/video-extend':
      if (traitsOf(model)?.omni)
        return lasting(extension.seconds, { action, mode: 'std', sound: 'off', video_input: true });
      return calls({ action, mode: textIn(body['mode']) ?? 'std' });
    case 'videos/motion-control': {
      const seconds = body['character_orientation'] === 'image' ? 10 : longest.motion;
      return lasting(seconds, { action, mode: modeOf(body, model, undefined) });
    }
    case 'videos/avatar/image2video':
      return lasting(longest.avatar, { action, mode: modeOf(body, model, undefined) });
    case 'videos/lip-sync':
    case 'videos/advanced-lip-sync':
      return lasting(longest[action === 'videos/lip-sync' ? 'lip-sync' : 'advanced-lip-sync'], { action });
    case 'videos/effects': {
      const input = objectOf(body['input']);
      const seconds = numberIn(Number(wordOf(input['duration']) || 5)) ?? 5;
      return calls({
        action,
        scene: wordOf(body['effect_scene']),
        mode: textIn(input['mode']) ?? 'std',
        seconds,
      });
    }
    default:
      if (!action.startsWith('images/')) return calls({ action });
      return images(body, {
        action,
        reference: [body['image'], body['image_list'], body['subject_image_list']].some(given),
      });
  }
}

const given = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && listLength(value) !== 0;
const listLength = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);

/** What a video is gone on with where the models that could extend one have ended. */
export const extension = { seconds: 5 } as const;

/** Of which tasks only the result tells the length. */
export function lengthsOf(action: string, body: Json): Lengths | undefined {
  if (action === 'videos/lip-sync' || action === 'videos/advanced-lip-sync') return 'fives';
  if (action === 'videos/avatar/image2video' || action.endsWith('motion-control')) return 'each';
  const kinds = objectsIn(body['contents']).map((item) => item['type']);
  const edits = objectsIn(body['video_list']).some((video) => video['refer_type'] !== 'feature');
  return kinds.includes('base_video') || (action === 'videos/omni-video' && edits) ? 'each' : undefined;
}
