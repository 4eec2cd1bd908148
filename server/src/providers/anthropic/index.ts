import { cacheSetting } from '../_families/anthropic/cache-marks.ts';
import { anthropicFamily } from '../_families/anthropic/index.ts';
import { models } from './models.ts';

/** Anthropic's own API. Source: its SDK 1.12.0 and its documentation, read 2026-11-23. */
export const anthropic = anthropicFamily({
  manifest: {
    id: 'anthropic',
    name: { en: 'Anthropic', vi: 'Anthropic' },
    baseUrl: 'https://api.anthropic.com',
    owner: 'anthropic',
    settings: [cacheSetting],
    models,
  },
});
