import { newId } from '../../../../base/ids.ts';
import { objectOf, objectsIn, textIn, textOf } from '../../../../base/json.ts';
import { GoogleError, invalid } from '../../gemini/simulator/google-error.ts';
import type { JobEntry } from '../../simulated/jobs.ts';
import { makeFilm } from '../../simulated/media/film.ts';
import { mediaPath, serveMedia } from '../../simulated/media/serve.ts';
import { readAsked } from '../ask.ts';
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

/** predictLongRunning, its operations, and the files that the films are. */

/** Pictures and films must be whole: Google decodes them before it takes the job. */
function checkMedia(media: unknown, name: string): void {
  if (media === undefined) return;
  const one = objectOf(media);
  const inline = objectOf(one['inlineData']);
  const data = textIn(one['bytesBase64Encoded']) ?? textIn(one['encodedVideo']) ?? textIn(inline['data']);
  if (data === undefined && textIn(one['gcsUri']) === undefined && textIn(one['uri']) === undefined)
    throw invalid(`Unable to process input ${name}: it has neither bytes nor an address.`);
  if (data !== undefined && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(data))
    throw invalid(`Unable to process input ${name}: Provided image is not valid base64.`);
}

export async function submit(
  simulator: VideoSimulator,
  request: Request,
  [model = '']: readonly string[],
): Promise<Response> {
  checkKey(simulator, request);
  const { faults, instead } = await submitFaults(request);
  if (!simulator.models.has(model) || traitsOf(model).family === 'omni')
    throw missing(
      `models/${model} is not found for API version v1beta, or is not supported for predictLongRunning. Call ListModels to see the list of available models and their supported methods.`,
    );
  const body = await bodyOf(request);
  if (instead) return instead;
  if (objectsIn(body['instances']).length === 0) throw invalid('Instances must be non empty.');
  const asked = readAsked(body, model);
  const instance = objectsIn(body['instances'])[0]!;
  const parameters = objectOf(body['parameters']);
  if (!simulator.vertex)
    for (const name of ['generateAudio', 'seed', 'fps', 'compressionQuality'])
      if (parameters[name] !== undefined) throw invalid(`\`${name}\` isn't supported by this model.`);
  if (asked.resolution !== '720p' && asked.seconds !== 8)
    throw invalid(`The durationSeconds must be 8 for ${asked.resolution} videos.`);
  checkMedia(instance['image'], 'image');
  checkMedia(instance['lastFrame'], 'lastFrame');
  checkMedia(instance['video'], 'video');
  for (const one of objectsIn(instance['referenceImages'])) checkMedia(one['image'], 'referenceImages');
  const uri = textIn(objectOf(instance['video'])['uri']);
  const earlier =
    uri === undefined ? undefined : simulator.files.get(/\/files\/(film[\w-]+)/.exec(uri)?.[1] ?? '');
  if (uri !== undefined && !earlier)
    throw new GoogleError(
      403,
      'PERMISSION_DENIED',
      'You do not have permission to access the File or it may not exist.',
    );
  const film: Film = {
    ...sizeOf(asked.resolution, asked.aspectRatio),
    seconds: asked.seconds + (earlier?.seconds ?? 0),
    text: asked.prompt,
  };
  const id = newId('op', Date.now()).slice(3);
  const base = simulator.vertex
    ? /\/v1\w*\/(.*models\/[^/:]+):/.exec(decodeURIComponent(new URL(request.url).pathname))?.[1]
    : `models/${model}`;
  const name = `${base}/operations/${id}`;
  simulator.jobs.start(
    name,
    {
      name,
      films: Array.from({ length: asked.count }, () => film),
      refused: isRefused(asked.prompt, faults),
    },
    faults,
  );
  return Response.json({ name });
}

const refusedWords =
  "Veo could not generate videos because the input prompt may violate Google's usage guidelines. Try rephrasing the prompt.";

function operation(simulator: VideoSimulator, request: Request, entry: JobEntry<Job> | undefined): object {
  if (!entry) throw missing('Operation not found.');
  const { name, films, refused } = entry.job;
  const { stage } = simulator.jobs.stageOf(entry);
  if (stage === 'queued' || stage === 'running') return { name };
  if (stage === 'failed')
    return {
      name,
      done: true,
      error: {
        code: 13,
        message: 'Video generation failed due to an internal server issue. Please try again.',
      },
    };
  if (refused)
    return done(simulator, name, {
      raiMediaFilteredCount: films.length,
      raiMediaFilteredReasons: [refusedWords],
    });
  return simulator.vertex
    ? done(simulator, name, {
        raiMediaFilteredCount: 0,
        videos: films.map((film) => ({
          bytesBase64Encoded: makeFilm({ ...film, sound: true }).toString('base64'),
          mimeType: 'video/mp4',
        })),
      })
    : done(simulator, name, {
        generatedSamples: films.map((film, index) => ({
          video: { uri: fileUri(simulator, request, `${name.split('/').at(-1)}-${index}`, film) },
        })),
      });
}

const done = ({ vertex }: VideoSimulator, name: string, response: object): object => ({
  name,
  done: true,
  response: vertex
    ? { '@type': 'type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse', ...response }
    : {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
        generateVideoResponse: response,
      },
});

export async function show(
  simulator: VideoSimulator,
  request: Request,
  [name = '']: readonly string[],
): Promise<Response> {
  checkKey(simulator, request);
  return Response.json(operation(simulator, request, simulator.jobs.find(name)));
}

export async function fetchOperation(simulator: VideoSimulator, request: Request): Promise<Response> {
  checkKey(simulator, request);
  const name = textOf((await bodyOf(request))['operationName']);
  return Response.json(operation(simulator, request, simulator.jobs.find(name)));
}

export async function download(
  simulator: VideoSimulator,
  request: Request,
  [id = '']: readonly string[],
): Promise<Response> {
  checkKey(simulator, request);
  const film = simulator.files.get(id);
  if (!film)
    throw new GoogleError(
      403,
      'PERMISSION_DENIED',
      'You do not have permission to access the File or it may not exist.',
    );
  const headers = new Headers();
  const range = request.headers.get('range');
  if (range) headers.set('range', range);
  const path = mediaPath({ kind: 'film', ...film, sound: true });
  return serveMedia(new Request(new URL(path, request.url), { headers }))!;
}
