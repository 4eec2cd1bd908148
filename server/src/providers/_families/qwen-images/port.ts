import { type Json, numberIn, objectOf, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskOutput, TaskPort, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { refusePicture, sharesOf, together } from '../pictures.ts';
import { checkCode, refusals, words } from '../qwen-video/port.ts';
import { nameAtUpstream, pathOf, profileOf } from './profiles.ts';
import { mostPictures, writeImage } from './write-image.ts';

const broken = (): GatewayError => new GatewayError(garbage.code, garbage.message);

/** The service by the action: the one that the body was written for. */
const serviceOf = (action: string) => (action === 'text' || action === 'pictures' ? action : 'messages');

function countOf(body: Json): number {
  const n = objectOf(body['parameters'])['n'] ?? 1;
  const count = numberIn(n);
  if (count !== undefined && Number.isInteger(count) && count >= 1 && count <= mostPictures) return count;
  throw refusePicture('n', `n must be a whole number from 1 to ${mostPictures}`);
}

/** Pictures that may come: a sequence is as long as the model thinks right. */
function mostOf(body: Json): number {
  const parameters = objectOf(body['parameters']);
  if (parameters['enable_sequential'] === true) return Math.max(countOf(body), 12);
  return Math.max(countOf(body), numberIn(parameters['max_images']) ?? 1);
}

const sized = (usage: Json): { readonly width?: number; readonly height?: number } => {
  const [, across, down] = /^(\d+)[*x](\d+)$/.exec(wordOf(usage['size'])) ?? [];
  const width = numberIn(usage['width']) ?? Number(across);
  const height = numberIn(usage['height']) ?? Number(down);
  return width > 0 && height > 0 ? { width, height } : {};
};

/** An answer to messages, or a task: `choices[].message.content[].image`, `results[].url`. */
function picturesIn(body: Json): readonly TaskOutput[] {
  const output = objectOf(body['output']);
  const size = sized(objectOf(body['usage']));
  const urls = [
    ...objectsIn(output['choices']).flatMap((choice) =>
      objectsIn(objectOf(choice['message'])['content']).map((part) => part['image']),
    ),
    ...objectsIn(output['results']).map((one) => one['url']),
  ];
  return urls.flatMap((value) => {
    const url = textIn(value);
    return url === undefined ? [] : [{ kind: 'image', url, mediaType: 'image/png', ...size } as const];
  });
}

/** The prompt was rewritten by what `prompt_extend` asks for: more than twice the price at Z-Image. */
const factsOf = (body: Json): { readonly prompt_extend: boolean } => ({
  prompt_extend: objectOf(body['parameters'])['prompt_extend'] === true,
});

async function answered(
  { body, upstreamModel }: TaskStart,
  path: string,
  send: TaskSend,
  headers: Readonly<Record<string, string>>,
): Promise<TaskReport> {
  const model = nameAtUpstream(upstreamModel);
  const parameters = objectOf(body['parameters']);
  const seed = numberIn(parameters['seed']);
  const shares = sharesOf(countOf(body), profileOf(model)?.most ?? 1);
  const answers = await together(
    shares.map((n, at) => async () => {
      const own = at > 0 && seed !== undefined ? { seed: seed + at } : {};
      const json = { ...body, model, parameters: { ...parameters, ...own, n } };
      const reply = await send({ method: 'POST', path, json, headers, starts: true });
      const outputs = picturesIn(reply.json);
      if (outputs.length === 0) {
        checkCode(reply.json);
        throw broken();
      }
      return { outputs, native: reply.json };
    }),
  );
  const outputs = answers.flatMap((one) => one.outputs);
  return {
    status: 'succeeded',
    progress: 100,
    outputs,
    usage: { images: outputs.length },
    facts: factsOf(body),
    ...(answers.length === 1 && answers[0] ? { native: answers[0].native } : {}),
  };
}

/** One state of a task of the older services. */
export function readTask(body: Json): TaskReport {
  const output = objectOf(body['output']);
  const word = textIn(output['task_status']);
  if (word === undefined) {
    checkCode(body);
    throw broken();
  }
  if (word === 'UNKNOWN')
    return {
      status: 'failed',
      fault: 'task_lost',
      reason: 'the upstream no longer knows this task',
      native: body,
    };
  const status = Object.hasOwn(words, word) ? words[word as keyof typeof words] : undefined;
  if (status === undefined) return { unknownWord: word, native: body };
  if (status === 'failed') return { ...failure(output), native: body };
  if (status !== 'succeeded')
    return { status, native: body, ...(status === 'running' ? { progress: 50 } : {}) };
  const outputs = picturesIn(body);
  // Each picture has its own verdict: a task may succeed with some of them, and does not with none.
  if (outputs.length === 0) {
    const [first] = objectsIn(output['results']).filter(({ code }) => textIn(code) !== undefined);
    if (first) return { ...failure(first), native: body };
    throw broken();
  }
  return { status, progress: 100, outputs, usage: { images: outputs.length }, native: body };
}

function failure(told: Json): TaskReport {
  const code = textIn(told['code']) ?? '';
  return {
    status: 'failed',
    reason: textIn(told['message']) ?? 'the picture could not be made',
    ...(refusals.test(code) ? { fault: 'upstream_refused' } : {}),
  };
}

/**
 * Pictures over DashScope: `POST {prefix}/api/v1/services/aigc/multimodal-generation/generation`, answered at once, and the
 * older task services with `GET {prefix}/api/v1/tasks/{id}`.
 */
export function qwenImagesPort({ prefix }: { readonly prefix: string }): TaskPort {
  return {
    serves: (upstreamModel) => profileOf(nameAtUpstream(upstreamModel)) !== undefined,
    measure: ({ body }) => ({ usage: { images: mostOf(body) }, facts: factsOf(body) }),
    async start(start, send) {
      const path = prefix + pathOf(serviceOf(start.action));
      // Files that were uploaded to the maker's own store.
      const stored: Record<string, string> = JSON.stringify(start.body).includes('"oss://')
        ? { 'x-dashscope-ossresourceresolve': 'enable' }
        : {};
      if (serviceOf(start.action) === 'messages')
        return { handle: {}, report: await answered(start, path, send, stored) };
      const { json } = await send({
        method: 'POST',
        path,
        json: { ...start.body, model: nameAtUpstream(start.upstreamModel) },
        headers: { 'x-dashscope-async': 'enable', ...stored },
        starts: true,
      });
      const id = wordOf(objectOf(json['output'])['task_id']);
      if (id === '') {
        checkCode(json);
        throw broken();
      }
      return { handle: { id }, report: { status: 'queued', native: json } };
    },
    async poll(handle, send) {
      const path = `${prefix}/api/v1/tasks/${encodeURIComponent(wordOf(handle['id']))}`;
      return readTask((await send({ method: 'GET', path })).json);
    },
    writeImage,
  };
}
