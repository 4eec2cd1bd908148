import type { ModelSheet } from '../sheet.ts';
import { flux } from './flux.ts';
import { others } from './others.ts';
import { stableDiffusion } from './stable-diffusion.ts';

export { type HardwareId, hardware } from './hardware.ts';

/** Models of replicate.com. */
export const sheets: readonly ModelSheet[] = [...flux, ...stableDiffusion, ...others];

const byName = new Map(sheets.map((sheet) => [sheet.name, sheet]));
const byVersion = new Map(
  sheets.flatMap((sheet) => (sheet.versions ?? []).map((id) => [id, sheet] as const)),
);

/** By 'owner/name'. */
export const sheetOf = (name: string): ModelSheet | undefined => byName.get(name);
/** By the 64 digits of a version. */
export const sheetOfVersion = (version: string): ModelSheet | undefined => byVersion.get(version);
