import { newId } from '../../../../base/ids.ts';
import { isObject, objectOf, objectsIn, textIn, textOf } from '../../../../base/json.ts';
import { invalid } from '../../gemini/simulator/google-error.ts';
import type { JobEntry } from '../../simulated/jobs.ts';
import { numberOf } from '../ask.ts';
import { traitsOf } from '../names.ts';
import {
  bodyOf,
  checkKey,
  type Film,
  fileUri,
  isRefused,
  type Job,
  missing,
  sizeOf,
  submitFaults,
  type VideoSimulator,
} from './shared.ts';

/** The Interactions of Gemini Omni, as far as they make films. */

export async function interact(simulator: VideoSimulator, request: Request): Promise<Response> {
  checkKey(simulator, request);
  const { faults, instead } = await submitFaults(request);
  const body = await bodyOf(request);
  if (instead) return instead;
  const model = textOf(body['model']);
  if (!simulator.models.has(model) || traitsOf(model).family !== 'omni')
    throw missing(
      `models/${model} is not found for API version v1beta, or is not supported for interactions.`,
    );
  const { input } = body;
  const blocks = Array.isArray(input) ? objectsIn(input) : [];
  const prompt =
    typeof input === 'string'
      ? input
      : blocks
          .map((one) => textOf(one['text']))
          .join(' ')
          .trim();
  if (prompt === '') throw invalid('input must have a text.');
  if (body['background'] !== true) throw invalid('This simulator makes films in the background only.');
  const format = [body['response_format']].flat().find(isObject) ?? {};
  if (format['type'] !== 'video') throw invalid("response_format.type must be 'video'.");
  const duration = /^(\d+)s$/.exec(textOf(format['duration']) || '8s')?.[1];
  const seconds = numberOf(duration) ?? 0;
  if (seconds < 3 || seconds > 10) throw invalid('duration must be from 3s to 10s.');
  const resolution = textOf(format['resolution']) || '720p';
  if (!['360p', '720p', '1080p', '4k'].includes(resolution))
    throw invalid(`Invalid resolution ${resolution}.`);
  for (const one of blocks)
    if (one['type'] !== 'text' && !textIn(one['data']) && !textIn(one['uri']))
      throw invalid(`A block of type ${textOf(one['type'])} needs data or uri.`);
  const previous = textIn(body['previous_interaction_id']);
  const earlier = previous === undefined ? undefined : simulator.interactions.find(previous);
  if (previous !== undefined && !earlier) throw invalid(`Invalid interaction name: ${previous}`);
  const task = textOf(objectOf(objectOf(body['generation_config'])['video_config'])['task']);
  const film: Film = {
    ...sizeOf(resolution, textIn(format['aspect_ratio'])),
    seconds: seconds + (task === 'extend' ? (earlier?.job.films[0]?.seconds ?? 0) : 0),
    text: prompt,
  };
  const id = `v1_${newId('i', Date.now()).slice(2)}`;
  const entry = simulator.interactions.start(
    id,
    { name: id, films: [film], refused: isRefused(prompt, faults), input, model },
    faults,
  );
  return Response.json(interaction(simulator, request, entry));
}

function interaction(
  simulator: VideoSimulator,
  request: Request,
  entry: JobEntry<Job & { input: unknown; model: string }>,
): object {
  const { stage } = simulator.interactions.stageOf(entry);
  const { films, refused, model, input } = entry.job;
  const head = {
    id: entry.id,
    object: 'interaction',
    model,
    created: new Date(entry.startedAt).toISOString(),
    updated: new Date().toISOString(),
  };
  const film = films[0]!;
  if (stage === 'failed')
    return {
      ...head,
      status: 'failed',
      errors: [{ code: 13, message: 'The video could not be generated. Please try again.' }],
    };
  if (stage === 'cancelled') return { ...head, status: 'cancelled' };
  if (stage !== 'done') return { ...head, status: 'in_progress' };
  const asked = {
    type: 'user_input',
    content: typeof input === 'string' ? [{ type: 'text', text: input }] : [],
  };
  if (refused)
    return {
      ...head,
      status: 'completed',
      steps: [
        asked,
        {
          type: 'model_output',
          content: [{ type: 'text', text: 'I cannot make this video: it may violate the usage guidelines.' }],
        },
      ],
    };
  return {
    ...head,
    status: 'completed',
    steps: [
      asked,
      {
        type: 'model_output',
        content: [
          {
            type: 'video',
            mime_type: 'video/mp4',
            uri: fileUri(simulator, request, entry.id.replace('v1_', ''), film),
          },
        ],
      },
    ],
    usage: { output_tokens_by_modality: [{ modality: 'video', tokens: Math.round(film.seconds * 5792) }] },
  };
}

function interactionOf({ interactions }: VideoSimulator, id: string) {
  const entry = interactions.find(id);
  if (!entry) throw invalid(`Invalid interaction name: ${id}`);
  return entry;
}

export async function showInteraction(
  simulator: VideoSimulator,
  request: Request,
  [id = '']: readonly string[],
): Promise<Response> {
  checkKey(simulator, request);
  return Response.json(interaction(simulator, request, interactionOf(simulator, id)));
}

export async function cancelInteraction(
  simulator: VideoSimulator,
  request: Request,
  [id = '']: readonly string[],
): Promise<Response> {
  checkKey(simulator, request);
  interactionOf(simulator, id);
  const entry = simulator.interactions.cancel(id);
  if (!entry) throw invalid('The interaction has already ended.');
  return Response.json(interaction(simulator, request, entry));
}
