/**
 * Which Wan model takes what. Sources: Model Studio API references (text to video, image to video, first and last frame,
 * reference to video, wan2.2-s2v, wan3.0-video), as of 2026-10.
 */

/**
 * How a model is asked: `size` text with pixels; `text` text with resolution and ratio; `image` one `img_url`; `frames`
 * first and last frame; `media` a list of frames, sound or a clip; `reference` pictures or films to go by; `edit` a film to
 * change; `all` any of them; `speech` a picture and a voice.
 */
export type Kind = 'size' | 'text' | 'image' | 'frames' | 'media' | 'reference' | 'edit' | 'all' | 'speech';

export type Profile = {
  readonly kind: Kind;
  /** The first is what comes where nothing is asked for. */
  readonly resolutions: readonly string[];
  /** Seconds: those that there are, or from the first to the second. */
  readonly lengths: readonly number[] | { readonly least: number; readonly most: number };
  /** `input.media` in place of fields for each picture. */
  readonly media?: true;
  /** Seconds of films that are handed in and charged beside what is made, at the most. */
  readonly chargedInput?: number;
  /** Most seconds that are charged in all, where a film is handed in. */
  readonly mostCharged?: number;
  /** Can be told to be silent. */
  readonly audioSwitch?: true;
};

const range = (least: number, most: number) => ({ least, most });
const upTo1080 = ['1080P', '720P'];
const all = ['1080P', '720P', '480P'];

const wan3: Profile = { kind: 'all', media: true, resolutions: all, lengths: range(2, 30), mostCharged: 30 };
const horse = (resolutions: readonly string[], kind: Kind): Profile => ({
  kind,
  resolutions,
  lengths: range(3, 15),
  ...(kind === 'text' ? {} : { media: true }),
});

const profiles: Readonly<Record<string, Profile>> = {
  'wan3.0-video': wan3,
  'wan3.0-video-prime': wan3,
  'wan2.7-t2v': { kind: 'text', resolutions: upTo1080, lengths: range(2, 15) },
  'wan2.7-i2v': { kind: 'media', media: true, resolutions: upTo1080, lengths: range(2, 15) },
  'wan2.7-r2v': {
    kind: 'reference',
    media: true,
    resolutions: upTo1080,
    lengths: range(2, 15),
    chargedInput: 15,
  },
  'wan2.7-videoedit': {
    kind: 'edit',
    media: true,
    resolutions: upTo1080,
    lengths: range(0, 10),
    chargedInput: 10,
    mostCharged: 20,
  },
  'wan2.6-t2v': { kind: 'size', resolutions: upTo1080, lengths: range(2, 15) },
  'wan2.6-i2v': { kind: 'image', resolutions: upTo1080, lengths: range(2, 15) },
  'wan2.6-i2v-flash': { kind: 'image', resolutions: upTo1080, lengths: range(2, 15), audioSwitch: true },
  'wan2.6-r2v': { kind: 'reference', resolutions: upTo1080, lengths: range(2, 10), chargedInput: 5 },
  'wan2.6-r2v-flash': {
    kind: 'reference',
    resolutions: upTo1080,
    lengths: range(2, 10),
    chargedInput: 5,
    audioSwitch: true,
  },
  'wan2.5-t2v-preview': { kind: 'size', resolutions: all, lengths: [5, 10], audioSwitch: true },
  'wan2.5-i2v-preview': { kind: 'image', resolutions: all, lengths: [5, 10], audioSwitch: true },
  'wan2.2-t2v-plus': { kind: 'size', resolutions: ['1080P', '480P'], lengths: [5] },
  'wan2.2-i2v-plus': { kind: 'image', resolutions: ['1080P', '480P'], lengths: [5] },
  'wan2.2-i2v-flash': { kind: 'image', resolutions: ['720P', '480P', '1080P'], lengths: [5] },
  'wan2.2-kf2v-flash': { kind: 'frames', resolutions: ['720P', '480P', '1080P'], lengths: [5] },
  'wan2.2-s2v': { kind: 'speech', resolutions: ['480P', '720P'], lengths: range(1, 20) },
  'wan2.1-t2v-turbo': { kind: 'size', resolutions: ['720P', '480P'], lengths: [5] },
  'wan2.1-t2v-plus': { kind: 'size', resolutions: ['720P'], lengths: [5] },
  'wan2.1-i2v-turbo': { kind: 'image', resolutions: ['720P', '480P'], lengths: [5, 3, 4] },
  'wan2.1-i2v-plus': { kind: 'image', resolutions: ['720P'], lengths: [5] },
  'wan2.1-kf2v-plus': { kind: 'frames', resolutions: ['720P'], lengths: [5] },
  'happyhorse-1.1-t2v': horse(all, 'text'),
  'happyhorse-1.1-i2v': horse(all, 'media'),
  'happyhorse-1.1-r2v': horse(all, 'reference'),
  'happyhorse-1.0-t2v': horse(upTo1080, 'text'),
  'happyhorse-1.0-i2v': horse(upTo1080, 'media'),
  'happyhorse-1.0-r2v': horse(upTo1080, 'reference'),
};

/** The profile of a model, also by a dated name, by that of the US region, and by Beijing's `wanx2.1-…`. */
export function profileOf(model: string): Profile | undefined {
  const name = model
    .replace(/-\d{4}-\d{2}-\d{2}$/, '')
    .replace(/-us$/, '')
    .replace(/^wanx2\.1-/, 'wan2.1-');
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}

/** First and last frame, a speaker and a dancer have a service of their own. */
export const serviceOf = (model: string, asked: string): 'video-generation' | 'image2video' =>
  /kf2v|s2v|animate-(?:move|mix)/.test(model) || (asked === 'image2video' && !profileOf(model))
    ? 'image2video'
    : 'video-generation';

/** Pixels by resolution and aspect ratio (text to video, parameter `size`). */
export const sizes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '480P': { '16:9': '832*480', '9:16': '480*832', '1:1': '624*624' },
  '720P': {
    '16:9': '1280*720',
    '9:16': '720*1280',
    '1:1': '960*960',
    '4:3': '1088*832',
    '3:4': '832*1088',
  },
  '1080P': {
    '16:9': '1920*1080',
    '9:16': '1080*1920',
    '1:1': '1440*1440',
    '4:3': '1632*1248',
    '3:4': '1248*1632',
  },
};

/** The most pixels of a resolution, with a little room for sizes that the tables do not have. */
const areas = [
  ['480P', 832 * 480 * 1.15],
  ['720P', 1280 * 720 * 1.15],
  ['1080P', Number.POSITIVE_INFINITY],
] as const;

/** The resolution that a size counts as; undefined for what is no size. */
export function resolutionOfSize(size: string): string | undefined {
  const [, width, height] = /^(\d{2,5})\*(\d{2,5})$/.exec(size) ?? [];
  const area = Number(width) * Number(height);
  return areas.find(([, most]) => area <= most)?.[0];
}
