import { GatewayError } from '../../../../spec/fault.ts';
import type { ModelFact, Simulate } from '../../../../spec/provider.ts';
import { GoogleError, invalid } from '../../gemini/simulator/google-error.ts';
import { createJobs } from '../../simulated/jobs.ts';
import { serveMedia } from '../../simulated/media/serve.ts';
import { traitsOf } from '../names.ts';
import { cancelInteraction, interact, showInteraction } from './interactions.ts';
import { download, fetchOperation, show, submit } from './operations.ts';
import type { Answer, VideoSimulator } from './shared.ts';

/**
 * Google's makers of films in small: predictLongRunning with its operations (read by GET on the Gemini API, by
 * fetchPredictOperation on Vertex AI), the Interactions of Gemini Omni, and the files that the films are. A film takes
 * three seconds. Sources: as in port.ts.
 */
export type VideoSimulatorOptions = {
  readonly models: readonly ModelFact[];
  readonly vertex?: boolean;
  readonly clock?: () => number;
};

/** Answers the paths of films; undefined for all others. */
export function createVideoSimulator({
  models,
  vertex = false,
  clock = Date.now,
}: VideoSimulatorOptions): (request: Request) => Promise<Response | undefined> {
  const simulator: VideoSimulator = {
    models: new Set(
      models.filter(({ kinds }) => kinds.includes('video')).map(({ id }) => traitsOf(id).upstream),
    ),
    vertex,
    jobs: createJobs({ clock }),
    interactions: createJobs({ clock }),
    files: new Map(),
  };
  return async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname);
    if (path.startsWith('/_media/')) return serveMedia(request);
    const route = routes.find(
      ({ method, pattern, only }) =>
        method === request.method &&
        (only === undefined || (only === 'vertex') === vertex) &&
        pattern.test(path),
    );
    if (!route) return undefined;
    try {
      return await route.answer(simulator, request, route.pattern.exec(path)!.slice(1));
    } catch (error) {
      if (error instanceof GatewayError) return refusal(invalid(error.message));
      if (!(error instanceof GoogleError)) throw error;
      return refusal(error);
    }
  };
}

/** One simulated upstream of two: the first that has an answer gives it. */
export const orElse =
  (first: (request: Request) => Promise<Response | undefined>, second: Simulate): Simulate =>
  async (request) =>
    (await first(request)) ?? second(request);

const refusal = (error: GoogleError): Response => Response.json(error.toBody(), { status: error.code });

const routes: readonly {
  readonly method: string;
  readonly pattern: RegExp;
  readonly only?: 'studio' | 'vertex';
  readonly answer: Answer;
}[] = [
  { method: 'POST', pattern: /\/models\/([^/]+):predictLongRunning$/, answer: submit },
  { method: 'GET', pattern: /^\/v1\w*\/(models\/[^/]+\/operations\/[^/]+)$/, only: 'studio', answer: show },
  {
    method: 'POST',
    pattern: /\/models\/([^/]+):fetchPredictOperation$/,
    only: 'vertex',
    answer: fetchOperation,
  },
  { method: 'GET', pattern: /^\/v1\w*\/files\/(film[\w-]+):download$/, only: 'studio', answer: download },
  { method: 'POST', pattern: /^\/v1beta\/interactions$/, only: 'studio', answer: interact },
  { method: 'GET', pattern: /^\/v1beta\/interactions\/([^/]+)$/, only: 'studio', answer: showInteraction },
  {
    method: 'POST',
    pattern: /^\/v1beta\/interactions\/([^/]+)\/cancel$/,
    only: 'studio',
    answer: cancelInteraction,
  },
];
