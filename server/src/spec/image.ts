/**
 * Pictures as the neutral dialects ask for them. A provider's `writeImage` turns it into its own wire; what it cannot carry
 * it drops with a word, or refuses where leaving it out would change what is meant.
 */
export type ImageRequest = {
  /** 'generate': from words alone, or by reference pictures. 'edit': `images` are changed. 'vary': more of the same. */
  readonly how: 'generate' | 'edit' | 'vary';
  readonly prompt: string;
  readonly negativePrompt?: string;
  /** http(s) addresses, or data URLs. */
  readonly images: readonly string[];
  /** Where the first picture may change: see-through there. Address or data URL. */
  readonly mask?: string;
  readonly count: number;
  /** Pixels, where the client named them. */
  readonly width?: number;
  readonly height?: number;
  /** '16:9'. */
  readonly aspectRatio?: string;
  /** '1k', '2k', '4k'. */
  readonly resolution?: string;
  readonly quality?: string;
  readonly style?: string;
  /** 'transparent', 'opaque', 'auto'. */
  readonly background?: string;
  readonly format?: 'png' | 'jpeg' | 'webp';
  readonly seed?: number;
  readonly watermark?: boolean;
  /** Fields of the client's body that the neutral form has no name for: passed on where the wire has one of that name. */
  readonly extra: Readonly<Record<string, unknown>>;
};
