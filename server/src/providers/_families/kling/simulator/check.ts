import { type Json, listOf, objectOf, objectsIn, textIn, wordOf } from '../../../../base/json.ts';
import { illegal, Refusal } from './refusal.ts';

/** What a request will make. Sizes in pixels. */
export type Plan = {
  readonly kind: 'video' | 'image' | 'audio' | 'faces';
  readonly text: string;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly sound: boolean;
  /** The earlier video that it works on. */
  readonly source?: { readonly id?: string; readonly url: string; readonly seconds: number };
};

/** A finished video of the account. Throws 1201 where there is none or it is too old. */
export type FindVideo = (id: string) => NonNullable<Plan['source']>;

const modelsOf: Readonly<Record<string, readonly string[]>> = {
  'videos/text2video': ['kling-v2-5-turbo', 'kling-v2-6', 'kling-v3'],
  'videos/image2video': ['kling-v2-5-turbo', 'kling-v2-6', 'kling-v3'],
  'videos/omni-video': ['kling-video-o1', 'kling-v3-omni'],
  'videos/motion-control': ['kling-v2-6', 'kling-v3'],
  'images/generations': ['kling-v2-1', 'kling-v3'],
  'images/omni-image': ['kling-image-o1', 'kling-v3-omni'],
  'images/multi-image2image': ['kling-v2-1'],
  'images/kolors-virtual-try-on': ['kolors-virtual-try-on-v1', 'kolors-virtual-try-on-v1-5'],
  'text-to-video': ['kling-2.5-turbo', 'kling-2.6', 'kling-3.0', 'kling-3.0-turbo'],
  'image-to-video': ['kling-2.5-turbo', 'kling-2.6', 'kling-3.0', 'kling-3.0-turbo'],
  'omni-video': ['kling-3.0-omni'],
  'motion-control': ['kling-3.0'],
};

const has = (body: Json, name: string): boolean => {
  const value = body[name];
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
};

function need(body: Json, ...names: readonly string[]): void {
  for (const name of names) if (!has(body, name)) throw illegal(`${name} is required`);
}

function among(body: Json, name: string, allowed: readonly string[]): void {
  if (has(body, name) && !allowed.includes(wordOf(body[name])))
    throw illegal(`${name} value '${wordOf(body[name])}' is invalid`);
}

function within(body: Json, name: string, least: number, most: number): void {
  if (!has(body, name)) return;
  const value = Number(wordOf(body[name]));
  if (!(value >= least && value <= most)) throw illegal(`${name} value '${wordOf(body[name])}' is invalid`);
}

function words(body: Json, name: string, most: number): void {
  if (has(body, name) && [...(textIn(body[name]) ?? '')].length > most)
    throw illegal(`${name} length must not exceed ${most}`);
}

/** An address, or base64 without `data:`. */
function picture(value: unknown, name: string): void {
  const text = textIn(value);
  if (text === undefined) throw illegal(`${name} is required`);
  if (/^https?:\/\//.test(text)) return;
  if (text.startsWith('data:') || !/^[A-Za-z0-9+/\s]+=*\s*$/.test(text.slice(0, 4096)))
    throw illegal('File is not in a valid base64 encoding');
}

const shortSide: Readonly<Record<string, number>> = {
  std: 720,
  pro: 1080,
  '4k': 1080,
  '720p': 720,
  '1080p': 1080,
};

/** Pixels of a shape with this shorter side; even, as films need. */
export function sizeOf(ratio: string, side: number): { readonly width: number; readonly height: number } {
  const [width = 16, height = 9] = ratio.split(':').map(Number);
  const scale = side / Math.min(width, height);
  const even = (value: number) => Math.round((value * scale) / 2) * 2;
  return { width: even(width), height: even(height) };
}

const filmRatios = ['16:9', '9:16', '1:1'];
const pictureRatios = [...filmRatios, '4:3', '3:4', '3:2', '2:3', '21:9', 'auto'];

function film(body: Json, rest: Partial<Plan> = {}): Plan {
  const model = textIn(body['model_name']) ?? '';
  const isThree = model === 'kling-v3' || model === 'kling-v3-omni' || model === 'kling-video-o1';
  words(body, 'prompt', 2500);
  words(body, 'negative_prompt', 2500);
  within(body, 'cfg_scale', 0, 1);
  among(body, 'mode', isThree ? ['std', 'pro', '4k'] : ['std', 'pro']);
  among(body, 'sound', ['on', 'off']);
  among(body, 'aspect_ratio', filmRatios);
  if (isThree) within(body, 'duration', 3, 15);
  else among(body, 'duration', ['5', '10']);
  const mode = textIn(body['mode']) ?? 'std';
  const sound = body['sound'] === 'on';
  if (sound && !isThree && !(model === 'kling-v2-6' && mode === 'pro'))
    throw illegal('sound is not supported by this model and mode');
  if (body['multi_shot'] === true) {
    if (!isThree) throw illegal('multi_shot is not supported by this model');
    const sum = objectsIn(body['multi_prompt']).reduce(
      (all, shot) => all + Number(wordOf(shot['duration'])),
      0,
    );
    if (has(body, 'multi_prompt') && Math.abs(sum - Number(wordOf(body['duration']) || 5)) > 0.1)
      throw illegal('the sum of the durations of multi_prompt must equal duration');
  }
  for (const one of objectsIn(body['element_list'])) need(one, 'element_id');
  return {
    kind: 'video',
    text: textIn(body['prompt']) ?? 'Kling',
    seconds: Number(wordOf(body['duration']) || 5),
    ...sizeOf(textIn(body['aspect_ratio']) ?? '16:9', shortSide[mode] ?? 720),
    count: 1,
    sound,
    ...rest,
  };
}

function stills(body: Json): Plan {
  words(body, 'prompt', 2500);
  within(body, 'n', 1, 9);
  among(body, 'resolution', ['1k', '2k', '4k']);
  among(body, 'aspect_ratio', pictureRatios);
  const ratio = textIn(body['aspect_ratio']) ?? '16:9';
  const side = { '2k': 1152, '4k': 2304 }[textIn(body['resolution']) ?? ''] ?? 576;
  return {
    kind: 'image',
    text: textIn(body['prompt']) ?? 'Kling',
    seconds: 0,
    ...sizeOf(ratio === 'auto' ? '1:1' : ratio, side),
    count: Number(wordOf(body['n']) || 1),
    sound: false,
  };
}

const tune = (text: string): Plan => ({
  kind: 'audio',
  text,
  seconds: 3,
  width: 0,
  height: 0,
  count: 1,
  sound: true,
});

/** The video that `video_id` or `video_url` names. Exactly one of them is there. */
function source(body: Json, find: FindVideo): NonNullable<Plan['source']> {
  if (has(body, 'video_id') === has(body, 'video_url'))
    throw illegal('either video_id or video_url is required');
  const url = textIn(body['video_url']);
  return url === undefined ? find(wordOf(body['video_id'])) : { url, seconds: 5 };
}

const checks: Readonly<Record<string, (body: Json, find: FindVideo) => Plan>> = {
  'videos/text2video'(body) {
    if (body['multi_shot'] !== true) need(body, 'prompt');
    return film(body);
  },
  'videos/image2video'(body) {
    if (!has(body, 'image') && !has(body, 'image_tail'))
      throw illegal('image and image_tail cannot be empty at the same time');
    for (const name of ['image', 'image_tail', 'static_mask']) if (has(body, name)) picture(body[name], name);
    return film(body);
  },
  'videos/omni-video'(body) {
    if (body['multi_shot'] !== true) need(body, 'prompt');
    for (const one of objectsIn(body['image_list'])) picture(one['image_url'], 'image_url');
    const [video] = objectsIn(body['video_list']);
    if (!video) return film(body);
    need(video, 'video_url');
    among(video, 'refer_type', ['feature', 'base']);
    const url = wordOf(video['video_url']);
    return film(body, video['refer_type'] === 'feature' ? {} : { seconds: 5, source: { url, seconds: 5 } });
  },
  'videos/motion-control'(body) {
    need(body, 'image_url', 'video_url', 'character_orientation');
    return film({ ...body, duration: '5' });
  },
  'videos/avatar/image2video'(body) {
    picture(body['image'], 'image');
    if (!has(body, 'audio_id') && !has(body, 'sound_file'))
      throw illegal('audio_id or sound_file is required');
    return film({ ...body, duration: '5' }, { sound: true });
  },
  'videos/video-extend'(body, find) {
    need(body, 'video_id');
    const video = find(wordOf(body['video_id']));
    return film({ ...body, duration: '5' }, { seconds: video.seconds + 5, source: video });
  },
  'videos/lip-sync'(body, find) {
    const input = objectOf(body['input']);
    need(input, 'mode');
    among(input, 'mode', ['text2video', 'audio2video']);
    if (input['mode'] === 'text2video') {
      need(input, 'text', 'voice_id');
      words(input, 'text', 120);
      among(input, 'voice_language', ['zh', 'en']);
      within(input, 'voice_speed', 0.8, 2);
    } else if (!has(input, 'audio_file') && !has(input, 'audio_url'))
      throw illegal('audio_file or audio_url is required');
    const video = source(input, find);
    return film(
      {},
      { text: textIn(input['text']) ?? 'lip sync', seconds: video.seconds, sound: true, source: video },
    );
  },
  'videos/identify-face'(body, find) {
    return { ...film({}), kind: 'faces', source: source(body, find) };
  },
  'videos/advanced-lip-sync'(body) {
    need(body, 'session_id', 'face_choose');
    return film({}, { text: 'lip sync', sound: true });
  },
  'videos/effects'(body) {
    need(body, 'effect_scene', 'input');
    if (!/^[a-z0-9_]+$/.test(wordOf(body['effect_scene']))) throw illegal('effect_scene is invalid');
    const input = objectOf(body['input']);
    if (has(input, 'images')) {
      const images = listOf(input['images']);
      if (images.length !== 2) throw illegal('images must hold exactly two images');
      for (const one of images) picture(one, 'images');
    } else picture(input['image'], 'image');
    among(input, 'duration', ['5', '10']);
    return film({}, { text: wordOf(body['effect_scene']), seconds: Number(wordOf(input['duration']) || 5) });
  },
  'images/generations'(body) {
    need(body, 'prompt');
    if (has(body, 'image')) picture(body['image'], 'image');
    within(body, 'image_fidelity', 0, 1);
    within(body, 'human_fidelity', 0, 1);
    return stills(body);
  },
  'images/kolors-virtual-try-on'(body) {
    picture(body['human_image'], 'human_image');
    picture(body['cloth_image'], 'cloth_image');
    return { ...stills({}), text: 'virtual try-on', width: 768, height: 1024 };
  },
  'images/omni-image'(body) {
    need(body, 'prompt');
    return stills(body);
  },
  'images/multi-image2image'(body) {
    need(body, 'subject_image_list');
    return stills(body);
  },
  'images/editing/expand'(body) {
    picture(body['image'], 'image');
    return stills(body);
  },
  'audio/tts'(body) {
    need(body, 'text', 'voice_id');
    return tune(wordOf(body['text']));
  },
  'audio/text-to-audio'(body) {
    need(body, 'prompt');
    within(body, 'duration', 3, 10);
    return tune(wordOf(body['prompt']));
  },
  'audio/video-to-audio'(body, find) {
    return { ...tune('sound'), source: source(body, find) };
  },
};

/** A request of the newer paths. */
function pathPlan(action: string, body: Json): Plan {
  const items = objectsIn(body['contents']);
  const settings = objectOf(body['settings']);
  const prompt = textIn(body['prompt']) ?? textIn(items.find((item) => item['type'] === 'prompt')?.['text']);
  if (prompt === undefined && action !== 'motion-control') throw illegal('prompt is required');
  if (action === 'image-to-video' && !items.some((item) => item['type'] === 'first_frame'))
    throw illegal('first_frame is required');
  for (const item of items) if (item['type'] !== 'prompt' && item['type'] !== 'element') need(item, 'url');
  among(settings, 'resolution', ['720p', '1080p', '4k']);
  among(settings, 'aspect_ratio', filmRatios);
  among(settings, 'audio', ['native', 'original', 'off']);
  within(settings, 'duration', 3, 15);
  const resolution = textIn(settings['resolution']) ?? '720p';
  return {
    kind: 'video',
    text: prompt ?? 'Kling',
    seconds: Number(wordOf(settings['duration']) || 5),
    ...sizeOf(textIn(settings['aspect_ratio']) ?? '16:9', shortSide[resolution] ?? 1080),
    count: 1,
    sound: settings['audio'] === 'native',
  };
}

/** Checks a request as Kling does. Throws Refusal. `model`: of the newer paths. */
export function planOf(action: string, model: string | undefined, body: Json, find: FindVideo): Plan {
  const named = model ?? textIn(body['model_name']);
  const known = modelsOf[action];
  if (named !== undefined && known && !known.includes(named))
    throw new Refusal(404, 1203, `model ${named} does not exist`);
  if (model !== undefined && known) return pathPlan(action, body);
  const check = checks[action];
  if (!check) throw new Refusal(404, 1202, 'the method is not valid');
  return check(body, find);
}
