/**
 * A film as the neutral dialects ask for it. A provider's `writeVideo` turns it into its own wire; what it cannot carry it
 * drops with a word, or refuses where leaving it out would change what is meant.
 */
export type VideoRequest = {
  readonly prompt: string;
  readonly negativePrompt?: string;
  /** The length that was asked for. */
  readonly seconds?: number;
  /** Pixels, where the client named them. */
  readonly width?: number;
  readonly height?: number;
  /** '16:9'. */
  readonly aspectRatio?: string;
  /** '480p', '720p', '1080p', '4k'. */
  readonly resolution?: string;
  readonly images: readonly VideoImage[];
  /** A film to change or go on from, by address. */
  readonly video?: { readonly url: string };
  /** An earlier task to go on from. */
  readonly parent?: { readonly ref: string; readonly how: 'remix' | 'extend' | 'edit' };
  readonly sound?: boolean;
  readonly seed?: number;
  readonly watermark?: boolean;
  readonly enhancePrompt?: boolean;
  /** How many films. */
  readonly count?: number;
  /** Fields of the client's body that the neutral form has no name for: passed on where the wire has one of that name. */
  readonly extra: Readonly<Record<string, unknown>>;
};

export type VideoImage = {
  readonly role: 'first' | 'last' | 'reference';
  /** http(s), or a data URL. */
  readonly url: string;
};

/** The words of the resolutions by their shorter side, in pixels. */
const resolutions: readonly (readonly [string, number])[] = [
  ['480p', 480],
  ['512p', 512],
  ['540p', 540],
  ['720p', 720],
  ['768p', 768],
  ['1080p', 1080],
  ['1440p', 1440],
  ['4k', 2160],
];

/** The resolution that was asked for, by its word or by the shorter side in pixels; undefined where none was. */
export function resolutionOf({
  resolution,
  width,
  height,
}: Pick<VideoRequest, 'resolution' | 'width' | 'height'>): string | undefined {
  if (resolution !== undefined) return resolution.toLowerCase();
  if (width === undefined || height === undefined) return undefined;
  const side = Math.min(width, height);
  return [...resolutions].sort(([, a], [, b]) => Math.abs(a - side) - Math.abs(b - side))[0]![0];
}

/** The aspect ratio that was asked for, from those that the upstream knows: the nearest; undefined where none was. */
export function aspectOf(
  { aspectRatio, width, height }: Pick<VideoRequest, 'aspectRatio' | 'width' | 'height'>,
  known: readonly string[],
): string | undefined {
  const asked = aspectRatio ?? (width && height ? `${width}:${height}` : undefined);
  if (asked === undefined) return undefined;
  const value = ratioOf(asked);
  if (value === undefined) return undefined;
  return [...known].sort(
    (a, b) =>
      Math.abs(Math.log((ratioOf(a) ?? 1e9) / value)) - Math.abs(Math.log((ratioOf(b) ?? 1e9) / value)),
  )[0];
}

/** '16:9' as a number; undefined for what is no ratio. */
export function ratioOf(text: string): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?)[:x/](\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  const ratio = Number(width) / Number(height);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}
