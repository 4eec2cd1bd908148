import type { ModelFact } from '../../spec/provider.ts';
import type { RateCard } from '../../spec/rate-card.ts';

/**
 * Luma's models behind the Dream Machine API. Films are sold by the million pixels (width × height × 24 frames × seconds).
 *
 * Text and picture to film: the dollar table of Comfy-Org/docs (partner nodes, October 2025; ray-2 at 720p and 5 s: 0.71)
 * fits these rates exactly. Changing a film with ray-2: 0.01582, https://docs.lumalabs.ai/docs/modify-video; for
 * ray-flash-2, whose rate is not published, the same ratio is taken. Reframing is charged as changing, an upscale and
 * added sound as making a film (at the new resolution; at 540p), because no rate of their own was found.
 */
const asOf = '2026-11-23';
const source =
  'Luma, https://lumalabs.ai/api/pricing: million pixels, as told on https://docs.lumalabs.ai/docs/modify-video and by the price table of Comfy-Org/docs; reframing as changing, upscaling and sound as making';

const changes = ['modify_video', 'reframe_video'];

const film = (id: string, title: string, usd: string, change?: string): ModelFact => ({
  id,
  kinds: ['video'],
  title,
  card: {
    rates: [
      ...(change === undefined
        ? []
        : [{ meter: 'megapixels' as const, usd: change, per: 1, when: [{ fact: 'action', is: changes }] }]),
      { meter: 'megapixels', usd, per: 1 },
    ],
    source,
    asOf,
  },
});

/** Sold by the million pixels too; here by the picture of 1920 by 1080, the size that Luma's price is told for. */
const imageCard = (usd: string, perMillion: string): RateCard => ({
  rates: [{ meter: 'images', usd, per: 1 }],
  source: `Luma, https://lumalabs.ai/api/pricing: ${perMillion} USD for a million pixels, as the price table of Comfy-Org/docs has it; a picture counted as 1920 × 1080`,
  asOf,
});

export const models: readonly ModelFact[] = [
  film('ray-2', 'Ray 2', '0.0064', '0.01582'),
  film('ray-flash-2', 'Ray 2 Flash', '0.0022', '0.00544'),
  film('ray-1-6', 'Ray 1.6', '0.0032'),
  { id: 'photon-1', kinds: ['image'], title: 'Photon', card: imageCard('0.01514', '0.0073') },
  { id: 'photon-flash-1', kinds: ['image'], title: 'Photon Flash', card: imageCard('0.00394', '0.0019') },
];
