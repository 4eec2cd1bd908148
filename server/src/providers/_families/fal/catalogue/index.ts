import { imageModels } from './images.ts';
import type { FalModel } from './types.ts';
import { videoModels } from './videos.ts';

/** Day on which the sources of the catalogue were read. */
export const asOf = '2026-11-23';

export const catalogue: readonly FalModel[] = [...imageModels, ...videoModels];

const byId = new Map(catalogue.map((model) => [model.id, model]));

/** Undefined for a model that only the operator knows. */
export const modelOf = (id: string): FalModel | undefined => byId.get(id);

export type { FalModel, Field, OutputForm } from './types.ts';
