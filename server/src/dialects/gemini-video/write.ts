import { isObject, type Json, objectOf, objectsIn } from '../../base/json.ts';
import type { WireAnswer } from '../../spec/dialect.ts';
import { type HookBody, isFinal, type TaskView } from '../../spec/task.ts';
import { videoUri } from './video-names.ts';

/** An operation as Google's clients read it. */

const responseType = 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse';

export const operationName = ({ id, model }: TaskView): string => `models/${model}/operations/${id}`;

/** Codes of google.rpc for the ends that are no film. */
const codes = { cancelled: 1, expired: 4, failed: 13 } as const;

/** Why there is no film: the content rules have a place of their own in the response, everything else is an error. */
function failed(task: TaskView, native: Json): Json {
  if (isObject(native['error'])) return { error: native['error'] };
  const response = objectOf(objectOf(native['response'])['generateVideoResponse']);
  if (Object.keys(response).length > 0) return { response: objectOf(native['response']) };
  if (task.fault === 'upstream_refused')
    return {
      response: {
        '@type': responseType,
        generateVideoResponse: {
          raiMediaFilteredCount: 1,
          raiMediaFilteredReasons: [task.reason ?? 'The film was held back because of the content rules.'],
        },
      },
    };
  const code = task.status === 'cancelled' || task.status === 'expired' ? codes[task.status] : codes.failed;
  const words = {
    cancelled: 'the task was cancelled',
    expired: 'the film did not come in time',
    failed: 'the film could not be made',
  };
  const status = task.status === 'cancelled' || task.status === 'expired' ? task.status : 'failed';
  return { error: { code, message: task.reason ?? words[status] } };
}

/** `origin`: where the gateway is for the client; without it only the name is known, as in the first answer. */
export function operation(task: TaskView, origin: string | undefined): Json {
  const native = objectOf(task.native);
  const name = operationName(task);
  const { name: _name, done: _done, response, error: _error, ...rest } = native;
  if (!isFinal(task.status) || origin === undefined) return { ...rest, name };
  if (task.status !== 'succeeded') return { ...rest, name, done: true, ...failed(task, native) };
  const told = objectOf(response);
  const inner = objectOf(told['generateVideoResponse']);
  const samples = objectsIn(inner['generatedSamples']);
  const films = task.outputs.filter(({ kind, role }) => kind === 'video' && role === undefined);
  return {
    ...rest,
    name,
    done: true,
    response: {
      '@type': responseType,
      ...told,
      generateVideoResponse: {
        ...inner,
        generatedSamples: films.map(({ index }, at) => ({
          ...samples[at],
          video: { ...objectOf(samples[at]?.['video']), uri: videoUri(origin, task.id, index) },
        })),
      },
    },
  };
}

export const answer = (body: Json): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});

/** What a webhook hears, as the Gemini API's webhooks tell it. Source: ai.google.dev/gemini-api/docs/webhooks. */
export function writeHook(task: TaskView): HookBody {
  const film = task.outputs.find(({ kind, role }) => kind === 'video' && role === undefined);
  const { userMetadata } = objectOf(task.memo);
  return {
    body: JSON.stringify({
      type: task.status === 'succeeded' ? 'video.generated' : 'video.failed',
      version: 'v1',
      timestamp: new Date(task.finishedAt ?? task.createdAt).toISOString(),
      data: {
        id: operationName(task),
        ...(film?.url === undefined ? {} : { output_file_uri: film.url }),
        ...(task.status === 'succeeded'
          ? {}
          : { error: { message: task.reason ?? 'the film could not be made' } }),
        ...(userMetadata === undefined ? {} : { user_metadata: userMetadata }),
      },
    }),
  };
}
