import type { RealtimePort } from '../../../spec/realtime.ts';
import { openReader } from './reader.ts';

export { createRealtimeSimulator, type RealtimeSimulatorOptions } from './simulator/index.ts';

export type RealtimeOptions = {
  /** Models that answer in sessions. */
  readonly serves: (upstreamModel: string) => boolean;
  /** Path behind the base URL; '/realtime' where nothing is said. The model is asked for in the query. */
  readonly path?: string;
};

/**
 * The largest limit that a client may set on an answer; more is only had without one. It is what a turn is held for:
 * 4,096 tokens are over three minutes of speech.
 */
const turnOutput = 4096;

/** What a provider of this wire puts into `sessions`. */
export function realtimeSessions({ serves, path = '/realtime' }: RealtimeOptions): {
  readonly 'openai-realtime': RealtimePort;
} {
  return {
    'openai-realtime': {
      path: (upstreamModel) => `${path}?model=${encodeURIComponent(upstreamModel)}`,
      serves,
      openReader,
      turnBounds: (inputTokens) => ({ inputTokens, outputTokens: turnOutput, answers: 1 }),
    },
  };
}
