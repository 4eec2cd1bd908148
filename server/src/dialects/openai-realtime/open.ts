import { z } from 'zod';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { RealtimeOpening } from '../../spec/realtime.ts';

/**
 * How sessions are opened. Sources: OpenAI's guide "Realtime API with WebSocket"; openai-node src/realtime/websocket.ts;
 * openai-realtime-api-beta lib/api.js for the third subprotocol, which old clients still offer.
 */
const protocol = 'realtime';
const keyPrefix = 'openai-insecure-api-key.';
/** Offered to carry a value, not to be chosen. */
const carriers = [keyPrefix, 'openai-organization.', 'openai-project.'];

const longestModel = 256;

/** For the manual and OpenAPI; `open` reads the query itself. */
export const sessionQuery = z.looseObject({
  model: z.string().min(1).max(longestModel).meta({ description: 'Name of the model that is talked with.' }),
});

/** Throws field_invalid. `?intent=transcription` and unknown fields of the query are let be. */
export function open({ query, headers }: RequestHead): RealtimeOpening {
  const asked = new URLSearchParams(query);
  const model = asked.get('model') ?? '';
  if (asked.has('call_id'))
    throw new GatewayError(
      'field_invalid',
      'calls over SIP and WebRTC are not served here: open with ?model=',
      {
        param: 'call_id',
      },
    );
  if (model === '' || model.length > longestModel)
    throw new GatewayError('field_invalid', 'you must provide a model parameter: /v1/realtime?model=…', {
      param: 'model',
      upstream: { code: 'missing_required_parameter' },
    });
  const offered = String(headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const key = offered.find((one) => one.startsWith(keyPrefix))?.slice(keyPrefix.length);
  const choices = offered.filter((one) => !carriers.some((carrier) => one.startsWith(carrier)));
  const chosen = choices.includes(protocol) ? protocol : choices[0];
  return { model, ...(key ? { key } : {}), ...(chosen === undefined ? {} : { protocol: chosen }), facts: {} };
}
