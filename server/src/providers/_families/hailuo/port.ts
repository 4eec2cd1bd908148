import { isObject, type Json, numberIn, objectOf, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort, TaskReport, TaskSend, TaskStatus } from '../../../spec/task.ts';
import { checkCode, codeIn, faultOf, messageIn } from './codes.ts';
import { readAsked } from './matrix.ts';
import { writeVideo } from './write-video.ts';

/** MiniMax's words for the state of a job, and those of its callbacks. */
export const words = {
  Preparing: 'queued',
  Queueing: 'queued',
  Processing: 'running',
  Success: 'succeeded',
  Fail: 'failed',
  processing: 'running',
  success: 'succeeded',
  failed: 'failed',
} as const satisfies Readonly<Record<string, TaskStatus>>;

/** What those who show a share of the work make of the words: MiniMax tells none. */
const progresses: Readonly<Partial<Record<TaskStatus, number>>> = { queued: 0, running: 50, succeeded: 100 };

type Handle = { readonly id: string; readonly seconds: number };
const handleOf = (handle: Json): Handle => ({
  id: wordOf(handle['id']),
  seconds: numberIn(handle['seconds']) ?? 6,
});

const garbage = (): GatewayError =>
  new GatewayError('upstream_garbage', 'the upstream answered something that is no answer');

/** Other gateways put MiniMax's own body into one of theirs: `data.data`. */
function bare(body: Json): Json {
  const inner = objectOf(body['data'])['data'];
  return isObject(inner) && 'status' in inner ? inner : body;
}

/**
 * Hailuo films: `POST {prefix}/v1/video_generation`, `GET {prefix}/v1/query/video_generation`, and the link from
 * `GET {prefix}/v1/files/retrieve`. `prefix`: '' at MiniMax, '/minimax' at gateways that pass it on.
 */
export function hailuoPort({ prefix }: { readonly prefix: string }): TaskPort {
  const base = `${prefix}/v1`;

  async function poll(handle: Json, send: TaskSend): Promise<TaskReport> {
    const { id, seconds } = handleOf(handle);
    const { json } = await send({
      method: 'GET',
      path: `${base}/query/video_generation?task_id=${encodeURIComponent(id)}`,
    });
    const body = bare(json);
    const word = textIn(body['status']);
    const status =
      word !== undefined && Object.hasOwn(words, word) ? words[word as keyof typeof words] : undefined;
    const code = codeIn(body);
    if (status === 'failed') {
      const fault = code === 0 ? undefined : faultOf(code);
      return {
        status,
        reason: reasonOf(body) ?? 'the film could not be made',
        ...(fault === 'upstream_refused' ? { fault } : {}),
        native: body,
      };
    }
    // Without a state, bad parameters can only mean that there is no such job.
    if (word === undefined && code === 2013)
      return { status: 'failed', fault: 'task_lost', reason: 'the upstream no longer knows this task' };
    checkCode(body);
    if (word === undefined) throw garbage();
    if (status === undefined) return { unknownWord: word, native: body };
    if (status !== 'succeeded') return { status, progress: progresses[status] ?? 0, native: body };

    const fileId = wordOf(body['file_id']);
    if (fileId === '') throw garbage();
    const file = await fileOf(fileId, body, send);
    const url = textIn(file['download_url']) ?? textIn(file['backup_download_url']);
    if (url === undefined) throw garbage();
    const width = numberIn(body['video_width']);
    const height = numberIn(body['video_height']);
    return {
      status,
      progress: 100,
      outputs: [
        {
          kind: 'video',
          url,
          mediaType: 'video/mp4',
          seconds,
          ref: fileId,
          ...(width ? { width } : {}),
          ...(height ? { height } : {}),
        },
      ],
      refs: [fileId],
      native: { ...body, file },
    };
  }

  async function fileOf(id: string, body: Json, send: TaskSend): Promise<Json> {
    if (textIn(objectOf(body['file'])['download_url'])) return objectOf(body['file']);
    const { json } = await send({
      method: 'GET',
      path: `${base}/files/retrieve?file_id=${encodeURIComponent(id)}`,
    });
    checkCode(json);
    return objectOf(json['file']);
  }

  return {
    serves: (model, action) =>
      (action === undefined || action === 'video_generation') &&
      /^(?:MiniMax-Hailuo-|[TIS]2V-01)/i.test(model),
    measure({ body, upstreamModel }) {
      const { mode, resolution, seconds } = readAsked(upstreamModel, body);
      return { usage: { calls: 1 }, facts: { mode, resolution, seconds } };
    },
    async start({ body, upstreamModel, callbackUrl }, send) {
      const { json } = await send({
        method: 'POST',
        path: `${base}/video_generation`,
        json: {
          ...body,
          model: upstreamModel,
          ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
        },
        starts: true,
      });
      checkCode(json);
      const id = wordOf(json['task_id']) || wordOf(objectOf(json['data'])['task_id']);
      if (id === '') throw garbage();
      const { seconds } = readAsked(upstreamModel, body);
      return { handle: { id, seconds }, report: { status: 'queued', native: json } };
    },
    poll,
    // Nothing in it proves who sent it, so it is a hint. The first one only asks whether anybody is there.
    readCallback: (body) => ('challenge' in body ? { answer: { challenge: body['challenge'] } } : {}),
    writeVideo,
  };
}

const reasonOf = (body: Json): string | undefined => {
  const message = messageIn(body);
  return message && message !== 'success' ? message : undefined;
};
