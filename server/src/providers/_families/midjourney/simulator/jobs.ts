import { createHash } from 'node:crypto';

export type Form = 'grid' | 'single' | 'film' | 'text';

/** One job at the simulated Midjourney. */
export type Job = {
  readonly action: string;
  readonly botType: string;
  readonly prompt: string;
  readonly customId: string;
  readonly description: string;
  readonly state: string;
  readonly mode: string;
  /** Of the account that made it: nobody else finds it. */
  readonly secret: string;
  /** Name of the job at Midjourney; buttons hold it. */
  readonly uuid: string;
  readonly form: Form;
  /** Width by height of one picture. */
  readonly ratio: number;
  /** 2 for a picture that was upscaled twice. */
  readonly scale: number;
  readonly films: number;
  readonly maskBase64: string;
  readonly submittedAt: number;
};

/**
 * A job's uuid from all that makes it. The same request gives the same one, so that a customId can be written down; a real
 * one is random.
 */
export function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Ten digits at most, as Midjourney tells them. */
export const seedOf = (uuid: string): string => String(Number.parseInt(uuid.slice(0, 8), 16));

/** The last `--ar 16:9` of a prompt as a number; `otherwise` where there is none, kept between 1:4 and 4:1. */
export function ratioOf(prompt: string, otherwise: number): number {
  const [, width, height] = [...prompt.matchAll(/--(?:ar|aspect)\s+(\d{1,4}):(\d{1,4})/gi)].at(-1) ?? [];
  const ratio = Number(width) / Number(height);
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(4, Math.max(0.25, ratio)) : otherwise;
}

/** Sides of one picture of about a megapixel, multiples of 16. */
export function sidesOf({ ratio, scale }: Pick<Job, 'ratio' | 'scale'>): { width: number; height: number } {
  const side = (factor: number) => Math.round((1024 * factor) / 16) * 16 * scale;
  return { width: side(Math.sqrt(ratio)), height: side(1 / Math.sqrt(ratio)) };
}

/** The four texts of a describe, or of a shortening. */
export function textsOf({ action, prompt }: Pick<Job, 'action' | 'prompt'>): readonly string[] {
  if (action === 'SHORTEN') {
    const words = prompt.split(/\s+/).filter((word) => !/^(?:a|an|the|of|very|with|and|in|on)$/i.test(word));
    return [1, 0.8, 0.6, 0.4, 0.3].map((part) =>
      words.slice(0, Math.max(1, Math.ceil(words.length * part))).join(' '),
    );
  }
  return [
    `a simulated description of ${prompt}, in the style of a photograph --ar 1:1`,
    `${prompt}, minimal lines, soft light --ar 1:1`,
    `${prompt} as a watercolour, wide view --ar 1:1`,
    `an old print of ${prompt} --ar 1:1`,
  ];
}

const numbers = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣'];

/** As Midjourney writes them: each behind its number. */
export const textOf = (job: Pick<Job, 'action' | 'prompt'>): string =>
  textsOf(job)
    .map((text, at) => `${numbers[at]} ${text}`)
    .join('\n\n');
