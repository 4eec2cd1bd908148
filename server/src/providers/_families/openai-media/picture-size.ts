/**
 * Sizes of GPT image models. The first ones draw three sizes; from gpt-image-2 on any whose sides are multiples of 16,
 * at most 3,840 long, at most 3 to 1, with 655,360 to 8,294,400 pixels (OpenAI's image guide).
 */
const step = 16;
const longest = 3840;
const mostPixels = 8_294_400;
const widest = 3;

export const drawsAnySize = (model: string): boolean => /gpt-image-[2-9]/.test(model);

/** Long sides of the words that clients of other wires have for sizes. */
const longSides: Readonly<Record<string, number>> = { '1K': 1024, '2K': 2048, '4K': longest };

const bracketed = /\[\s*(\d{1,2})\s*[:：]\s*(\d{1,2})\s*\]/g;

/** The last `[4:3]` in a prompt, as '4:3': how chat clients of this family name the shape of a picture. */
export function ratioIn(prompt: string): string | undefined {
  const [, width, height] = [...prompt.matchAll(bracketed)].at(-1) ?? [];
  return width === undefined ? undefined : `${width}:${height}`;
}

export const withoutRatio = (prompt: string): string =>
  prompt
    .replace(bracketed, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();

/**
 * A ratio ('16:9') and a size ('2K') as width and height. Undefined where neither says anything: the model chooses. Models
 * of three sizes get the one whose shape is nearest.
 */
export function sizeFor(
  model: string,
  ratio: string | undefined,
  size: string | undefined,
): string | undefined {
  const long = size === undefined ? undefined : longSides[size.toUpperCase()];
  const [width, height] = (ratio ?? '').split(':').map(Number);
  const shape = width && height ? width / height : undefined;
  if (shape === undefined && (long === undefined || !drawsAnySize(model))) return undefined;
  return drawsAnySize(model) ? anySize(shape ?? 1, long) : nearestOfThree(shape ?? 1);
}

/** Halfway between square and 3:2. */
const halfway = Math.sqrt(1.5);

function nearestOfThree(shape: number): string {
  if (shape > halfway) return '1536x1024';
  return shape < 1 / halfway ? '1024x1536' : '1024x1024';
}

function anySize(asked: number, long: number | undefined): string {
  const shape = Math.min(Math.max(asked, 1 / widest), widest);
  const wide = Math.max(shape, 1 / shape);
  // Unless told: a square of 1,024, or 1,536 along the long side.
  const side = long ?? (wide > halfway ? 1536 : 1024);
  // 1,024 along the long side is too few pixels for shapes wider than about 3:2.
  const enough = Math.max(side, Math.sqrt(655_360 * wide));
  const fits = Math.min(enough, Math.sqrt(mostPixels * wide), longest);
  const down = (length: number) => Math.floor(length / step) * step;
  const up = (length: number) => Math.ceil(length / step) * step;
  const whole = fits < enough ? down(fits) : up(fits);
  // Never wider than allowed, never more pixels than allowed.
  const round = Math.round(whole / wide / step) * step;
  const short = whole * round > mostPixels ? round - step : Math.max(round, up(whole / widest));
  return asked >= 1 ? `${whole}x${short}` : `${short}x${whole}`;
}
