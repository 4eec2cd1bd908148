import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * USD for a call at fast speed: the defaults of QuantumNous/new-api (setting/ratio_setting/model_ratio.go, `mj_*` and
 * `swap_face`). Midjourney counts a turbo job as two fast ones and takes no fast time for a relaxed one
 * (docs.midjourney.com, GPU Speed), which gateways sell at half: so the other speeds are twice and half of it.
 * A button that only opens a window (Custom Zoom, Vary Region) costs nothing: the modal that follows does.
 */
const light = ['upscale', 'describe', 'swap_face', 'upload', 'bookmark'];

const of = (action: readonly string[], mode?: string): readonly Condition[] => [
  ...(action.length > 0 ? [{ fact: 'action', is: action }] : []),
  ...(mode ? [{ fact: 'mode', is: [mode] }] : []),
];

const rate = (usd: string, when: readonly Condition[]): Rate => ({
  meter: 'calls',
  usd,
  per: 1,
  ...(when.length > 0 ? { when } : {}),
});

const rates: readonly Rate[] = [
  rate('0.1', of(light, 'turbo')),
  rate('1.6', of(['video'], 'turbo')),
  rate('0.2', of([], 'turbo')),
  rate('0.025', of(light, 'relax')),
  rate('0.4', of(['video'], 'relax')),
  rate('0.05', of([], 'relax')),
  rate('0.05', of(light)),
  rate('0.8', of(['video'])),
  rate('0.1', of([])),
];

const card = {
  rates,
  source:
    'Midjourney sells no such API; per call and at fast speed the defaults of QuantumNous/new-api, setting/ratio_setting/model_ratio.go (https://github.com/QuantumNous/new-api); turbo twice and relax half of it, after https://docs.midjourney.com, GPU Speed',
  asOf: '2026-11-23',
};

const model = (id: string, title: string): ModelFact => ({ id, title, kinds: ['image', 'video'], card });

/** The two bots; versions are flags of the prompt (`--v 7`). */
export const models: readonly ModelFact[] = [
  model('midjourney', 'Midjourney'),
  model('niji-journey', 'Niji・Journey'),
];
