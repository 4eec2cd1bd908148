/**
 * Jimeng's films by public name, and the `req_key` that each way of asking has upstream: text, a first picture, a first and
 * a last one. Sources: Volcengine visual AI, https://www.volcengine.com/docs/85621/1777001 (3.0 Pro), /1792707 (3.0 720P),
 * /1792711 (1080P text), /1802721 (1080P pictures). The 1080P keys for pictures end in `_1080`, the one for text in `_1080p`.
 */
export type Film = {
  readonly model: string;
  readonly resolution: '720p' | '1080p';
  /** How many pictures it takes. */
  readonly pictures: 0 | 1 | 2;
  /** A first picture is needed too where it takes one. */
  readonly needsPictures: boolean;
};

const films: Readonly<Record<string, Film>> = {
  jimeng_t2v_v30: { model: 'jimeng-video-3.0', resolution: '720p', pictures: 0, needsPictures: false },
  jimeng_t2v_v30_720p: { model: 'jimeng-video-3.0', resolution: '720p', pictures: 0, needsPictures: false },
  jimeng_i2v_first_v30: { model: 'jimeng-video-3.0', resolution: '720p', pictures: 1, needsPictures: true },
  jimeng_i2v_first_tail_v30: {
    model: 'jimeng-video-3.0',
    resolution: '720p',
    pictures: 2,
    needsPictures: true,
  },
  jimeng_i2v_recamera_v30: {
    model: 'jimeng-video-3.0',
    resolution: '720p',
    pictures: 1,
    needsPictures: true,
  },
  jimeng_t2v_v30_1080p: { model: 'jimeng-video-3.0', resolution: '1080p', pictures: 0, needsPictures: false },
  jimeng_i2v_first_v30_1080: {
    model: 'jimeng-video-3.0',
    resolution: '1080p',
    pictures: 1,
    needsPictures: true,
  },
  jimeng_i2v_first_tail_v30_1080: {
    model: 'jimeng-video-3.0',
    resolution: '1080p',
    pictures: 2,
    needsPictures: true,
  },
  jimeng_ti2v_v30_pro: {
    model: 'jimeng-video-3.0-pro',
    resolution: '1080p',
    pictures: 1,
    needsPictures: false,
  },
};

export const filmOf = (reqKey: string): Film | undefined =>
  Object.hasOwn(films, reqKey) ? films[reqKey] : undefined;

const usual = {
  '720p': ['jimeng_t2v_v30', 'jimeng_i2v_first_v30', 'jimeng_i2v_first_tail_v30'],
  '1080p': ['jimeng_t2v_v30_1080p', 'jimeng_i2v_first_v30_1080', 'jimeng_i2v_first_tail_v30_1080'],
} as const;

/** Resolution of a public name that has only one. */
export function fixedResolution(model: string): '1080p' | undefined {
  return model === 'jimeng-video-3.0-pro' || model === 'jimeng-video-3.0-1080p' ? '1080p' : undefined;
}

/**
 * The key for a model, so many pictures and a resolution. `model` may be a key itself, as a channel may name it; undefined
 * where the model cannot be asked so.
 */
export function reqKeyOf(model: string, pictures: number, resolution: '720p' | '1080p'): string | undefined {
  const own = filmOf(model);
  if (own) return own.pictures === pictures || (!own.needsPictures && pictures === 0) ? model : undefined;
  if (model === 'jimeng-video-3.0-pro') return pictures > 1 ? undefined : 'jimeng_ti2v_v30_pro';
  if (model === 'jimeng-video-3.0' || model === 'jimeng-video-3.0-1080p')
    return usual[fixedResolution(model) ?? resolution][pictures];
  // A key that this table does not know yet.
  return model;
}

export const ratios: readonly string[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9'];

/** Pixels by ratio: 3.0 Pro's page for 1080P; for 720P the sizes of the same model at Ark. */
export const sizes: Readonly<Record<'720p' | '1080p', Readonly<Record<string, readonly [number, number]>>>> =
  {
    '720p': {
      '16:9': [1248, 704],
      '4:3': [1120, 832],
      '1:1': [960, 960],
      '3:4': [832, 1120],
      '9:16': [704, 1248],
      '21:9': [1504, 640],
    },
    '1080p': {
      '16:9': [1920, 1088],
      '4:3': [1664, 1248],
      '1:1': [1440, 1440],
      '3:4': [1248, 1664],
      '9:16': [1088, 1920],
      '21:9': [2176, 928],
    },
  };
