import type { Provider } from '../../spec/provider.ts';
import type { TaskPort } from '../../spec/task.ts';
import { arkVideoPort } from '../_families/ark-video/port.ts';
import { isVideoModel, traitsOf } from '../_families/gemini-video/names.ts';
import { geminiVideoPort } from '../_families/gemini-video/port.ts';
import { hailuoPort } from '../_families/hailuo/port.ts';
import { jimengGatewayPort } from '../_families/jimeng/gateway-port.ts';
import { klingPort } from '../_families/kling/index.ts';
import { lumaRelayPort } from '../_families/luma/index.ts';
import { midjourneyPort } from '../_families/midjourney/port.ts';
import { openAiVideoPort } from '../_families/openai-video/index.ts';
import { qwenVideoPort } from '../_families/qwen-video/port.ts';
import { runwayPort } from '../_families/runway/index.ts';
import { sunoPort } from '../_families/suno/port.ts';
import { unifiedVideoPort } from '../_families/video-unified/port.ts';

/** Where gateways of this family have the wires of tasks. */
export const prefixes = {
  kling: '/kling',
  luma: '/luma',
  runway: '/runwayml',
  jimeng: '/jimeng',
  ark: '/volc/v1',
  hailuo: '/minimax',
  qwen: '/alibailian',
  openAi: '/v1',
} as const;
export const rolePath = '/sora/v1/characters';

const googlePath = (model: string, method: string): string =>
  `/v1beta/models/${encodeURIComponent(model)}:${method}`;

/** Google's own names of Veo. Gateways have Gemini Omni in the neutral wires: they lack Google's Interactions. */
const isVeo = (model: string): boolean =>
  isVideoModel(model) && traitsOf(model).upstream === model && traitsOf(model).family !== 'omni';

/** Names that only the unified format has for Veo ('veo3.1-fast', 'veo_3_1-4K'): there the ending counts. */
const isUnifiedVeo = (model: string): boolean => isVideoModel(model) && traitsOf(model).upstream !== model;

/**
 * The wires of films that models of one maker are asked for in, and the names of those models. The first that fits counts:
 * Runway sells one under a name that begins as another maker's.
 */
const makers: readonly (readonly [wire: string, port: TaskPort, has: (model: string) => boolean])[] = [
  [
    'runway',
    runwayPort({ prefix: prefixes.runway }),
    (model) => /^(?:gen\d|aleph|act_two$|seedance2$)/.test(model),
  ],
  ['luma', lumaRelayPort({ prefix: prefixes.luma }), (model) => /^ray-/.test(model)],
  ...Object.entries({
    kling: klingPort({ prefix: prefixes.kling }),
    jimeng: jimengGatewayPort({ prefix: prefixes.jimeng }),
    'ark-video': arkVideoPort({ prefix: prefixes.ark }),
    hailuo: hailuoPort({ prefix: prefixes.hailuo }),
    'qwen-video': qwenVideoPort({ prefix: prefixes.qwen }),
  }).map(([wire, port]) => [wire, port, (model: string) => port.serves(model, undefined)] as const),
  ['gemini-video', geminiVideoPort({ place: 'studio', path: googlePath }), isVeo],
];

const makersWire = (model: string): string | undefined => makers.find(([, , has]) => has(model))?.[0];

/**
 * Every wire of tasks that gateways of this family have. A film is asked for in the wire of its model's maker, whichever
 * wire its client speaks, because the model's price is in that wire's units and facts: Seedance is sold by tokens, Luma by
 * megapixels, of which the neutral wires know nothing. Those have the models that are nobody's.
 */
export const tasks: NonNullable<Provider['tasks']> = {
  ...Object.fromEntries(
    makers.map(([wire, port]) => [
      wire,
      {
        ...port,
        serves: (model, action) => makersWire(model) === wire && port.serves(model, action),
      } satisfies TaskPort,
    ]),
  ),
  'openai-video': openAiVideoPort({
    prefix: prefixes.openAi,
    rolePath,
    serves: (model) => makersWire(model) === undefined && !isUnifiedVeo(model),
  }),
  'video-unified': unifiedVideoPort({ prefix: '', serves: (model) => makersWire(model) === undefined }),
  midjourney: midjourneyPort({ prefix: '' }),
  suno: sunoPort({ prefix: '' }),
};
