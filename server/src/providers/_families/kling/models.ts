/** What Kling's models can, as far as a request is refused or written by it. Of a model that is not here nothing is known. */
export type Traits = {
  /** Seconds of a video: one of these, or from the first to the last. */
  readonly seconds: readonly number[] | { readonly from: number; readonly to: number };
  /** 'pro': only in that mode. Absent: it makes none. */
  readonly sound?: 'pro' | 'any' | 'always';
  readonly shots?: true;
  readonly fourK?: true;
  /** Takes pictures and videos as references, at /omni-video. */
  readonly omni?: true;
  /** Its videos have ended, its pictures have not. */
  readonly noVideo?: { readonly since: string; readonly successor: string };
};

const twoLengths = [5, 10];
const three = { from: 3, to: 15 };

/** Sources: Kling's capability map and the pages of its models, read 2026-07 to 2026-10. */
const traits: Readonly<Record<string, Traits>> = {
  'kling-v2-1': { seconds: twoLengths, noVideo: { since: '2026-09-15', successor: 'kling-v2-5-turbo' } },
  'kling-v2-5-turbo': { seconds: twoLengths },
  'kling-v2-6': { seconds: twoLengths, sound: 'pro' },
  'kling-v3': { seconds: three, sound: 'any', shots: true, fourK: true },
  'kling-v3-omni': { seconds: three, sound: 'any', shots: true, fourK: true, omni: true },
  'kling-video-o1': { seconds: { from: 3, to: 10 }, omni: true },
  'kling-2.5-turbo': { seconds: twoLengths },
  'kling-2.6': { seconds: twoLengths, sound: 'pro' },
  'kling-3.0': { seconds: three, sound: 'any', fourK: true },
  'kling-3.0-omni': { seconds: three, sound: 'any', fourK: true, omni: true },
  'kling-3.0-turbo': { seconds: three, sound: 'always' },
};

export const traitsOf = (model: string): Traits | undefined => traits[model];

/** Models of the newer paths, which name the model at their end. */
export const isPathModel = (model: string): boolean => /^kling-\d/.test(model);

/** Paths of the newer form, without a version before them. */
export const isPathAction = (action: string): boolean => !action.includes('/');
