/**
 * Names of Google's video models as clients of gateways write them, and what a model can.
 *
 * The unified video format has names of its own for Veo (`veo3.1-fast`, `veo3-pro-frames`, `veo_3_1-4K`): the ending says
 * what pictures are for (`-frames`: first and last, `-components`: things to appear) and how large the film is (`-4k`).
 * Google knows neither: they are its two models, with fields.
 */

export type Traits = {
  /** The model's name at Google. */
  readonly upstream: string;
  readonly family: 'veo-2' | 'veo-3' | 'veo-3.1' | 'omni';
  /** Seconds that may be asked for, shortest first, and those that come where nothing is asked. */
  readonly lengths: readonly number[];
  readonly usual: number;
  /** Lowest first; the first is what comes where none is asked. */
  readonly resolutions: readonly string[];
  /** The resolution that the model's name asks for. */
  readonly fixed?: string;
  /** Pictures of things that shall appear. */
  readonly references: number;
  readonly lastFrame: boolean;
  /** What may be done with an earlier film. */
  readonly goesOn: readonly ('extend' | 'edit')[];
};

/** Unified names, by generation; the endings are read off. */
const unified = /^(?:veo(2|3|3\.1)|veo_(2|3|3_1))(-fast|-pro)?(?:-(frames|components))?(-4k)?$/i;

/** The name that Google has for a unified one; undefined for any other. */
function googleName(model: string): { readonly upstream: string; readonly fixed?: string } | undefined {
  const match = unified.exec(model);
  if (!match) return undefined;
  const [, dotted, lined, speed, , large] = match;
  const generation = (dotted ?? lined ?? '').replace('_', '.');
  const fast = speed?.toLowerCase() === '-fast' && generation !== '2' ? 'fast-' : '';
  return {
    upstream: `veo-${generation.includes('.') ? generation : `${generation}.0`}-${fast}generate-001`,
    ...(large ? { fixed: '4k' } : {}),
  };
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Does a provider of Google's serve films of this model? */
export const isVideoModel = (model: string): boolean =>
  unified.test(model) || /^veo-\d/.test(model) || /^gemini-omni-/.test(model);

/**
 * What a model can. Sources: Google's pages of Veo (ai.google.dev/gemini-api/docs/veo), of Gemini Omni
 * (ai.google.dev/gemini-api/docs/omni) and of the models on the Agent Platform. Names that nobody knows yet are taken for
 * the newest of their family.
 */
export function traitsOf(model: string): Traits {
  const named = googleName(model) ?? { upstream: model };
  const { upstream } = named;
  if (upstream.startsWith('gemini-omni'))
    return {
      ...named,
      family: 'omni',
      lengths: range(3, 10),
      usual: 8,
      resolutions: ['720p', '360p', '1080p', '4k'],
      references: 10,
      lastFrame: true,
      goesOn: ['extend', 'edit'],
    };
  if (upstream.startsWith('veo-2'))
    return {
      ...named,
      family: 'veo-2',
      lengths: range(5, 8),
      usual: 8,
      resolutions: ['720p'],
      references: 0,
      lastFrame: true,
      goesOn: ['extend'],
    };
  const lengths = [4, 6, 8];
  if (upstream.startsWith('veo-3.0'))
    return {
      ...named,
      family: 'veo-3',
      lengths,
      usual: 8,
      resolutions: ['720p', '1080p'],
      references: 0,
      lastFrame: false,
      goesOn: [],
    };
  const isLite = upstream.includes('-lite-');
  return {
    ...named,
    family: 'veo-3.1',
    lengths,
    usual: 8,
    resolutions: isLite ? ['720p', '1080p'] : ['720p', '1080p', '4k'],
    references: isLite ? 0 : 3,
    lastFrame: true,
    goesOn: ['extend'],
  };
}
