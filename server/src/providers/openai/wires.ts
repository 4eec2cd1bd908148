import type { NativeWire, Provider, Simulate } from '../../spec/provider.ts';
import { drawsByName } from '../_families/openai-media/index.ts';
import { openAiResponses } from '../_families/openai-responses/index.ts';
import { effortsOf, onlyWireByName, reasons } from '../_families/openai-responses/openai-models.ts';
import { createResponsesSimulator } from '../_families/openai-responses/simulator/index.ts';
import { models, onlyWire } from './models.ts';

/** Names that are not in the list yet go by the habits of the listed ones. */
const onlyWireOf = (model: string): 'chat' | 'responses' | undefined =>
  models.some(({ id }) => id === model) ? onlyWire.get(model) : onlyWireByName(model);

/**
 * Responses first: what a client of another wire asks of a model that reasons goes there, because only there do
 * thoughts come back and go on. Models that do not reason are asked by chat, which can say more (stop, seed).
 */
const responses = openAiResponses({
  efforts: effortsOf,
  serves(model, endpoint) {
    if (drawsByName(model)) return false;
    const only = onlyWireOf(model);
    return only === undefined ? endpoint !== 'chat' || reasons(model) : only === 'responses';
  },
});

/** Both wires of OpenAI, made from the one that speaks chat. */
export function withResponses(chatOnly: Provider): Pick<Provider, 'wires' | 'simulator'> {
  const wires: Record<string, NativeWire> = { 'openai-responses': responses };
  for (const [id, wire] of Object.entries(chatOnly.wires)) {
    wires[id] = {
      ...wire,
      serves: (model, endpoint) =>
        endpoint !== 'chat' || (onlyWireOf(model) !== 'responses' && !drawsByName(model)),
    };
  }
  return { wires, simulator: () => byPath(chatOnly.simulator()) };
}

function byPath(chat: Simulate): Simulate {
  const simulated = models.filter(({ id, kinds }) => kinds.includes('chat') && onlyWire.get(id) !== 'chat');
  const other = createResponsesSimulator({ models: simulated.map(contextOf), efforts: effortsOf });
  return (request) => (isResponses(request) ? other(request) : chat(request));
}

const contextOf = ({ id, context }: (typeof models)[number]) => ({
  id,
  ...(context === undefined ? {} : { context }),
});

const isResponses = ({ url }: Request): boolean => /^\/responses(\/|$)/.test(new URL(url).pathname);
