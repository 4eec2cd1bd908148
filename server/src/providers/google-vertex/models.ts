import { modelsAt } from '../_families/gemini/models.ts';

export const models = modelsAt('vertex');
