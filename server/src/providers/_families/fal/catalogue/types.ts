import type { Json } from '../../../../base/json.ts';
import type { Condition } from '../../../../spec/rate-card.ts';

/** One field of a model's input. `least`, `most`: of numbers their value, of texts their characters, of lists their items. */
export type Field = {
  readonly type: 'text' | 'whole' | 'number' | 'flag' | 'url' | 'urls' | 'size' | 'loras';
  readonly needed?: true;
  /** What the model takes where it is absent. */
  readonly usual?: string | number | boolean;
  readonly oneOf?: readonly string[];
  readonly least?: number;
  readonly most?: number;
};

/**
 * What a model answers with. 'described': a list of pictures with `description`; 'flux': one with timings, seed, safety and
 * prompt; 'seeded': with a seed; 'image': one; 'image-seeded': one with prompt and seed; 'video': one film.
 */
export type OutputForm = 'described' | 'flux' | 'seeded' | 'image' | 'image-seeded' | 'video';

/** USD for each unit; `when` names dearer or cheaper cases, first that fits. `searches`, `calls`: what comes on top. */
export type Price = {
  readonly meter: 'images' | 'megapixels' | 'seconds';
  readonly usd: string;
  readonly when?: readonly (readonly [usd: string, ...conditions: Condition[]])[];
  readonly search?: string;
  readonly thinking?: string;
  readonly source: string;
};

/** A model of fal's as data: its input, its output, its price, and a request that its maker shows. */
export type FalModel = {
  /** Its path: 'fal-ai/veo3/fast'. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'image' | 'video';
  readonly input: Readonly<Record<string, Field>>;
  readonly output: OutputForm;
  readonly price: Price;
  readonly example: Json;
  readonly retired?: { readonly on: string; readonly successor: string };
};
