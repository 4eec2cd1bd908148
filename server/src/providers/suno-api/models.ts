import type { ModelFact } from '../../spec/provider.ts';
import type { Rate } from '../../spec/rate-card.ts';

/**
 * Suno has no API for developers and so no list price. These are the customary prices of gateways and services that sell
 * such servers, by the call; an operator sets them to his own cost.
 */
const asOf = '2026-11-23';
const perCall = (usd: string, ...actions: readonly string[]): Rate => ({
  meter: 'calls',
  usd,
  per: 1,
  ...(actions.length === 0 ? {} : { when: [{ fact: 'action', is: actions }] }),
});

const song = (id: string, title: string): ModelFact => ({
  id,
  kinds: ['music'],
  title,
  card: {
    rates: [perCall('0.1')],
    source:
      'customary price of gateways of this family for a song of two clips (new-api default, suno_music 0.1); the maker sells no such API',
    asOf,
  },
});

/** Each version has two names: Suno's own word, and the number that people know it by. */
export const models: readonly ModelFact[] = [
  song('chirp-fenix', 'Suno v5.5'),
  song('chirp-v5-5', 'Suno v5.5'),
  song('chirp-crow', 'Suno v5'),
  song('chirp-v5', 'Suno v5'),
  song('chirp-bluejay', 'Suno v4.5+'),
  song('chirp-auk-turbo', 'Suno v4.5-all'),
  song('chirp-auk', 'Suno v4.5'),
  song('chirp-v4-5', 'Suno v4.5'),
  song('chirp-v4', 'Suno v4'),
  song('chirp-v4-tau', 'Suno v4 (singer style)'),
  song('chirp-v3-5', 'Suno v3.5'),
  song('chirp-v3-5-tau', 'Suno v3.5 (singer style)'),
  song('chirp-v3-0', 'Suno v3'),
  {
    id: 'suno',
    kinds: ['music'],
    title: 'Suno: lyrics, joining, singers, uploads and other actions',
    card: {
      rates: [
        perCall('0.01', 'lyrics', 'upsample-tags', 'mp4', 'set-metadata', 'url-transfer'),
        perCall('0.01', 'uploads/audio', 'uploads/audio-url', 'uploads/initialize-clip'),
        perCall('0.014', 'persona', 'persona/create'),
        perCall('0.05', 'stems', 'stems-by-url', 'regen-img', 'adjust-speed', 'fade'),
        perCall('0.2', 'stems-all', 'stems-all-by-url'),
        // Joining clips, and what nobody knows yet, costs what a song costs.
        perCall('0.1'),
      ],
      source:
        'customary prices: lyrics by new-api (suno_lyrics 0.01), singers by evolink.ai/suno, separated tracks by unifically.gitbook.io/unifically-docs/suno/suno-api, the rest set to the nearest of these; the maker sells no such API',
      asOf,
    },
  },
];
