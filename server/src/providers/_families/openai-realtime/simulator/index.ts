import { type Clock, systemClock } from '../../../../base/clock.ts';
import { randomText } from '../../../../base/ids.ts';
import type { SimulateRealtime } from '../../../../spec/realtime.ts';
import { ApiError } from '../../openai-compatible/simulator/api-error.ts';
import { invalidKey, readFaults, refuseAsAsked } from '../../openai-compatible/simulator/faults.ts';
import { SimulatedSession } from './session.ts';
import { firstSettings } from './settings.ts';

export type RealtimeSimulatorOptions = {
  readonly models: readonly { readonly id: string }[];
  /** Serves every model name. */
  readonly anyModel?: boolean;
  readonly clock?: Clock;
  /** Milliseconds between deltas, 8 when absent. */
  readonly pace?: number;
};

/**
 * An upstream with sessions: `GET /realtime?model=` behind the base URL, in the event names of today. Text, speech (a
 * tone with its transcript), function calls where tools are declared and asked for, turn detection by loudness,
 * transcription, usage that grows with the conversation and meets caches. `x-key4u-simulate` at the opening asks for
 * faults: `401`, `429`, `500`, `503`, `refuse` before it opens; `timeout` (open, and silent), `fail` (a response that
 * failed), `cut` and `stall` (in the middle of a response), `slow`, `no-usage`.
 */
export function createRealtimeSimulator(options: RealtimeSimulatorOptions): SimulateRealtime {
  const known = new Set(options.models.map(({ id }) => id));
  const clock = options.clock ?? systemClock;
  return (request) => {
    try {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== '/realtime') throw new ApiError(404, `Invalid URL (GET ${pathname})`);
      checkKey(request.headers);
      const faults = readFaults(request.headers);
      refuseAsAsked(faults);
      const isTranscription = searchParams.get('intent') === 'transcription';
      const model = searchParams.get('model') ?? '';
      if (!options.anyModel && !known.has(model) && !(isTranscription && model === ''))
        throw new ApiError(404, `The model '${model}' does not exist or you do not have access to it.`, {
          param: 'model',
          code: 'model_not_found',
        });
      const now = Math.floor(clock.now() / 1000);
      const settings = firstSettings(`sess_${randomText(21)}`, model, now, isTranscription);
      return (socket) => new SimulatedSession(socket, settings, faults, options.pace ?? 8).start();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.toBody(), { status: error.status, headers: error.headers });
    }
  };
}

/** The key comes in the header, or, from browsers, in a subprotocol. */
function checkKey(headers: Headers): void {
  const offered = headers.get('sec-websocket-protocol') ?? '';
  const key =
    /^Bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '')?.[1] ??
    /(?:^|[,\s])openai-insecure-api-key\.([^,\s]+)/.exec(offered)?.[1];
  if (key === undefined || key.startsWith('sk-revoked')) throw invalidKey('simulated');
}
