import type { CallKind } from '../../spec/call.ts';
import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';
import type { Meter } from '../../spec/usage.ts';

/**
 * Kling's list prices: a unit of a resource pack is 0.14 USD for videos and 0.0035 USD for pictures. A video is charged
 * by the second that was asked for; `std` is 720p, `pro` 1080p.
 */
const asOf = '2026-11-23';
const source =
  'Kling AI, base prices of videos and images, https://kling.ai/document-api/pricing/base/video and /image (public copies of 2026-07 to 2026-10); agrees with docs.comfy.org/tutorials/partner-nodes/pricing';

/** [USD, conditions as fact: value]. */
type Price = readonly [usd: string, when?: Readonly<Record<string, string | boolean | readonly string[]>>];

const rates = (meter: Meter, prices: readonly Price[]): readonly Rate[] =>
  prices.map(([usd, when]) => {
    const conditions: readonly Condition[] = Object.entries(when ?? {}).map(([fact, value]) => ({
      fact,
      is: typeof value === 'object' ? value : [value],
    }));
    return { meter, usd, per: 1, ...(when ? { when: conditions } : {}) };
  });

const model = (
  id: string,
  title: string,
  kinds: readonly CallKind[],
  list: readonly Rate[],
  retired?: ModelFact['retired'],
): ModelFact => ({
  id,
  title,
  kinds,
  card: { rates: list, source, asOf },
  ...(retired ? { retired } : {}),
});

const pro = { mode: 'pro' };
const motion = { action: ['videos/motion-control', 'motion-control'] };
const several = { action: 'images/multi-image2image' };

const version3 = rates('seconds', [
  ['0.42', { mode: '4k' }],
  ['0.168', { ...motion, ...pro }],
  ['0.126', motion],
  ['0.168', { ...pro, sound: 'on' }],
  ['0.112', pro],
  ['0.126', { sound: 'on' }],
  ['0.084'],
]);
const omni = rates('seconds', [
  ['0.42', { mode: '4k' }],
  ['0.168', { ...pro, video_input: true }],
  ['0.126', { video_input: true }],
  ['0.14', { ...pro, sound: 'on' }],
  ['0.112', pro],
  ['0.112', { sound: 'on' }],
  ['0.084'],
]);
const version26 = rates('seconds', [
  ['0.112', { ...motion, ...pro }],
  ['0.07', motion],
  ['0.168', { sound: 'on', voice: true }],
  ['0.14', { sound: 'on' }],
  ['0.07', pro],
  ['0.042'],
]);
const version25 = rates('seconds', [['0.07', pro], ['0.042']]);
const picture2 = rates('images', [['0.056', several], ['0.028', { reference: true }], ['0.014']]);

/** Kling's notice of 2026-07; docs.comfy.org and Kling's pages of the models say the same. */
const on = '2026-09-15';

export const models: readonly ModelFact[] = [
  model('kling-v3', 'Kling 3.0', ['video', 'image'], [...version3, ...rates('images', [['0.028']])]),
  model(
    'kling-v3-omni',
    'Kling 3.0 Omni',
    ['video', 'image'],
    [...omni, ...rates('images', [['0.056', { resolution: '4k' }], ['0.028']])],
  ),
  model(
    'kling-video-o1',
    'Kling O1',
    ['video'],
    rates('seconds', [
      ['0.168', { ...pro, video_input: true }],
      ['0.126', { video_input: true }],
      ['0.112', pro],
      ['0.084'],
    ]),
  ),
  model('kling-v2-6', 'Kling 2.6', ['video'], version26),
  model('kling-v2-5-turbo', 'Kling 2.5 Turbo', ['video'], version25),
  // The same models at the newer paths, which name them so.
  model('kling-3.0', 'Kling 3.0', ['video'], version3),
  model('kling-3.0-omni', 'Kling 3.0 Omni', ['video'], omni),
  model('kling-3.0-turbo', 'Kling 3.0 Turbo', ['video'], rates('seconds', [['0.14', pro], ['0.112']])),
  model('kling-2.6', 'Kling 2.6', ['video'], version26),
  model('kling-2.5-turbo', 'Kling 2.5 Turbo', ['video'], version25),

  model(
    'kling-image-o1',
    'Kling Image O1',
    ['image'],
    rates('images', [['0.056', { resolution: '4k' }], ['0.028']]),
  ),
  model('kling-v2-1', 'Kling Image 2.1', ['image'], picture2),
  model('kling-image-expand', 'Kling outpainting', ['image'], rates('images', [['0.028']])),
  // Served by version 3.0 since 2026-09-15; Kling goes on taking these names.
  model('kolors-virtual-try-on-v1', 'Kolors Virtual Try-On', ['image'], rates('images', [['0.07']])),
  model('kolors-virtual-try-on-v1-5', 'Kolors Virtual Try-On 1.5', ['image'], rates('images', [['0.07']])),

  // What Kling sells by its path alone; the names are the gateway's.
  model('kling-lip-sync', 'Kling lip sync', ['video'], rates('seconds', [['0.014']])),
  model('kling-identify-face', 'Kling face recognition', ['video'], rates('calls', [['0.007']])),
  model('kling-avatar', 'Kling Avatar', ['video'], rates('seconds', [['0.112', pro], ['0.056']])),
  model(
    'kling-effects',
    'Kling effects',
    ['video'],
    [
      ...rates('calls', [['0.49', { scene: ['bloombloom', 'dizzydizzy'] }]]),
      {
        meter: 'calls',
        usd: '0.98',
        per: 1,
        when: [
          { fact: 'mode', is: ['pro'] },
          { fact: 'seconds', above: 5 },
        ],
      },
      ...rates('calls', [['0.49', pro]]),
      { meter: 'calls', usd: '0.56', per: 1, when: [{ fact: 'seconds', above: 5 }] },
      ...rates('calls', [['0.28']]),
    ],
  ),
  model('kling-tts', 'Kling speech', ['music'], rates('calls', [['0.007']])),
  model('kling-audio', 'Kling sound generation', ['music'], rates('calls', [['0.035']])),
  model('kling-custom-voices', 'Kling custom voices', ['video'], rates('calls', [['0.007']])),

  model('kling-v1', 'Kling 1.0', ['video'], rates('seconds', [['0.098', pro], ['0.028']]), {
    on,
    successor: 'kling-v3',
  }),
  model('kling-v1-5', 'Kling 1.5', ['video'], rates('seconds', [['0.098', pro], ['0.056']]), {
    on,
    successor: 'kling-v3',
  }),
  model('kling-v1-6', 'Kling 1.6', ['video'], rates('seconds', [['0.098', pro], ['0.056']]), {
    on,
    successor: 'kling-v3-omni',
  }),
  model('kling-v2-master', 'Kling 2.0 Master', ['video'], rates('seconds', [['0.28']]), {
    on,
    successor: 'kling-v3',
  }),
  model('kling-v2-1-master', 'Kling 2.1 Master', ['video'], rates('seconds', [['0.28']]), {
    on,
    successor: 'kling-v3',
  }),
  model('kling-v2', 'Kling Image 2.0', ['image'], picture2, { on, successor: 'kling-v2-1' }),
  model('kling-v2-new', 'Kling Image 2.0 new', ['image'], rates('images', [['0.028']]), {
    on,
    successor: 'kling-v2-1',
  }),
];
