import { modelsAt } from '../_families/gemini/models.ts';
import { videoModelsAt } from '../_families/gemini-video/models.ts';

export const models = [...modelsAt('studio'), ...videoModelsAt('studio')];
