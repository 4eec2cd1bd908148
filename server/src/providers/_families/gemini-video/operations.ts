import {
  isObject,
  type Json,
  numberIn,
  objectOf,
  objectsIn,
  textIn,
  textOf,
  textsIn,
} from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';

/**
 * A long-running operation as Google answers it: without `done` while it runs, then with `response` or `error`
 * (google.rpc.Status). The Gemini API has films as addresses that need the key, Vertex AI as base64 or in a bucket.
 * Sources: ai.google.dev/gemini-api/docs/veo, the reference of Veo on Vertex AI, the readers of @google/genai 2.32.0.
 */

/** What a handle of ours holds. `videos`: Google's names of the finished films. */
export type OperationHandle = {
  readonly operation: string;
  /** Vertex AI: the path to ask at. */
  readonly ask?: string;
  readonly videos?: readonly string[];
};

/** The path of a file at the channel's base URL: keys go nowhere else. */
export function filePath(uri: string): string | undefined {
  return /\/v1\w*\/(?:files|download)\/[^?#]+(?:\?[^#]*)?$/.exec(uri)?.[0] ?? undefined;
}

function outputOf(video: Json, index: number): TaskOutput | undefined {
  const mediaType = textIn(video['mimeType']) ?? textIn(video['encoding']) ?? 'video/mp4';
  const data = textIn(video['bytesBase64Encoded']) ?? textIn(video['encodedVideo']);
  if (data !== undefined) return { kind: 'video', data, mediaType };
  const uri = textIn(video['uri']) ?? textIn(video['gcsUri']);
  if (uri === undefined) return undefined;
  const path = filePath(uri);
  return path === undefined
    ? { kind: 'video', url: uri, mediaType, ref: `${index}` }
    : { kind: 'video', path, mediaType };
}

/** Codes of google.rpc that are about what was asked. */
const ours = new Set([3, 9, 11]);
const contentWords =
  /sensitive|safety|violat|responsible ai|prohibited|usage guidelines|content polic|blocked|people|child|celebrit|copyright/i;

function failure(error: Json): TaskReport {
  const code = numberIn(error['code']) ?? 0;
  const reason = textIn(error['message']) ?? 'the upstream says that the film failed, without a reason';
  const fault: FaultCode =
    ours.has(code) || code === 400 || contentWords.test(reason)
      ? 'upstream_refused'
      : code === 8 || code === 14
        ? 'upstream_busy'
        : 'upstream_failed';
  return { status: 'failed', reason, fault };
}

/**
 * What an operation says. `native` in the report is the Gemini API's form of it, without films in it: Vertex AI's is
 * brought into that form.
 */
export function readOperation(body: Json, handle: OperationHandle): TaskReport {
  if (body['done'] !== true) return { status: 'running', native: shown(body) };
  if (isObject(body['error'])) return { ...failure(body['error']), native: shown(body) };
  const response = objectOf(body['response']);
  const told = objectOf(response['generateVideoResponse'] ?? response['generatedVideoResponse']);
  const source = Object.keys(told).length > 0 ? told : response;
  const videos = [
    ...objectsIn(source['generatedSamples']),
    ...objectsIn(source['generatedVideos']),
    ...objectsIn(source['videos']),
  ].map((one) => (isObject(one['video']) ? one['video'] : one));
  const outputs = videos.map(outputOf).filter((one) => one !== undefined);
  const native = shown(body);
  if (outputs.length > 0) {
    const names = videos.map((one) => textOf(one['uri'] ?? one['gcsUri']));
    return { status: 'succeeded', progress: 100, outputs, handle: { ...handle, videos: names }, native };
  }
  const reasons = textsIn(source['raiMediaFilteredReasons']);
  return {
    status: 'failed',
    fault: 'upstream_refused',
    reason: reasons.join(' ') || 'the upstream held the film back because of its content rules',
    native,
  };
}

/** The operation in the Gemini API's form, without names and addresses of the upstream's. */
function shown(body: Json): Json {
  const { name: _name, response, ...rest } = body;
  if (response === undefined) return rest;
  const { generateVideoResponse, videos, ...others } = objectOf(response);
  const inner = objectOf(generateVideoResponse);
  const samples = objectsIn(inner['generatedSamples']);
  const films = samples.length > 0 ? samples.map((one) => objectOf(one['video'])) : objectsIn(videos);
  const filtered = ['raiMediaFilteredCount', 'raiMediaFilteredReasons'].flatMap((name) => {
    const value = inner[name] ?? others[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...rest,
    response: {
      '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
      generateVideoResponse: {
        ...inner,
        ...Object.fromEntries(filtered),
        ...(films.length > 0
          ? {
              generatedSamples: films.map((film, index) => {
                const {
                  uri: _uri,
                  gcsUri: _gcs,
                  bytesBase64Encoded: _data,
                  encodedVideo: _film,
                  ...more
                } = film;
                return { ...samples[index], video: more };
              }),
            }
          : {}),
      },
    },
  };
}
