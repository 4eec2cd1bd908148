import type { Json } from '../../base/json.ts';
import type { TaskFront } from '../../spec/dialect.ts';
import type { ResultReader, TaskAnswer, TaskView } from '../../spec/task.ts';
import type { Usage } from '../../spec/usage.ts';
import { formatAsked, isStreamed } from './task-read.ts';

/**
 * What a client of the images API gets of a task: OpenAI's own shape when the pictures are there, else a word where to ask
 * for them. Pictures as base64 are never in memory whole.
 */

const jsonType = { 'content-type': 'application/json; charset=utf-8' } as const;
const eventType = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
} as const;

type Picture = TaskView['outputs'][number];

const picturesOf = ({ outputs }: TaskView): readonly Picture[] =>
  outputs.filter(({ kind, role }) => kind === 'image' && role === undefined);

/** Models that answer with base64 at OpenAI, where nothing was asked. */
const speaksBase64 = (model: string): boolean => /^(?:chat)?gpt-image/.test(model);

export const answerTask: TaskFront['answer'] = (task, results, _head, call): TaskAnswer => {
  if (task.status !== 'succeeded') return { status: 202, ...goingOn(task) };
  const memo = call.memo ?? {};
  const isEvents = isStreamed(memo);
  const asked = formatAsked(memo) ?? (isEvents || speaksBase64(call.model) ? 'b64_json' : 'url');
  if (isEvents)
    return { headers: eventType, stream: eventsOf(task, call.action, asked === 'url' ? undefined : results) };
  if (asked === 'b64_json') return { headers: jsonType, stream: wholeOf(task, results) };
  const data = picturesOf(task).map((picture) => ({ url: picture.url, ...sizeOf(picture) }));
  return {
    status: 200,
    headers: jsonType,
    body: JSON.stringify({ ...headOf(task), data, ...usageOf(task) }),
  };
};

/** The task, in the form of GET /v1/tasks/{id}, as far as it is known. */
function goingOn(task: TaskView): { headers: Readonly<Record<string, string>>; body: string } {
  const url = `${task.origin}/v1/tasks/${task.id}`;
  return {
    headers: { ...jsonType, location: url, 'retry-after': '5' },
    body: JSON.stringify({
      id: task.id,
      object: 'task',
      status: task.status,
      progress: task.progress,
      model: task.model,
      ...headOf(task),
      task_url: url,
      message: 'the picture is still being made: ask for the task until it has succeeded',
    }),
  };
}

const headOf = ({ createdAt }: TaskView) => ({ created: Math.floor(createdAt / 1000) });

/** As Ark tells it beside each picture. */
const sizeOf = ({ width, height }: Picture): { readonly size?: string } =>
  width && height ? { size: `${width}x${height}` } : {};

const of = (usage: Usage, ...names: readonly (keyof Usage)[]): number =>
  names.reduce((sum, name) => sum + (usage[name] ?? 0), 0);

/** Tokens, where the model is sold by them or its maker counts them; how many pictures there are in any case. */
function usageOf({ usage, facts, outputs }: TaskView): { readonly usage: Json } {
  const words = of(usage, 'input_tokens', 'cached_input_tokens', 'cache_write_tokens');
  const seen = of(usage, 'input_image_tokens', 'cached_image_tokens');
  const said = of(usage, 'output_tokens', 'reasoning_tokens');
  const drawn = of(usage, 'output_image_tokens');
  const told = facts['output_tokens'];
  const made = said + drawn > 0 ? said + drawn : typeof told === 'number' ? told : 0;
  return {
    usage: {
      input_tokens: words + seen,
      output_tokens: made,
      total_tokens: words + seen + made,
      input_tokens_details: { text_tokens: words, image_tokens: seen },
      output_tokens_details: { text_tokens: said, image_tokens: made - said },
      generated_images: outputs.filter(({ kind, role }) => kind === 'image' && role === undefined).length,
    },
  };
}

/** A list of pictures as base64, piece by piece. */
async function* wholeOf(task: TaskView, results: ResultReader): AsyncGenerator<string> {
  let before = `${JSON.stringify(headOf(task)).slice(0, -1)},"data":[`;
  for (const picture of picturesOf(task)) {
    // With the first piece of a picture, so that what cannot be fetched is an error and no broken answer.
    yield* base64Of(results, picture, `${before}{"b64_json":"`);
    const size = JSON.stringify(sizeOf(picture)).slice(1, -1);
    before = `"${size === '' ? '' : `,${size}`}},`;
  }
  const { usage } = usageOf(task);
  yield `${before.replace(/,$/, '')}],"usage":${JSON.stringify(usage)}}`;
}

async function* base64Of(results: ResultReader, { index }: Picture, before: string): AsyncGenerator<string> {
  let first = before;
  for await (const piece of results.base64(index)) {
    yield first + piece;
    first = '';
  }
  if (first !== '') yield first;
}

/** Of a stream the last events only: these models draw no pictures on the way. `results` absent: addresses. */
async function* eventsOf(
  task: TaskView,
  action: string,
  results: ResultReader | undefined,
): AsyncGenerator<string> {
  const type = `${action === 'edits' ? 'image_edit' : 'image_generation'}.completed`;
  const pictures = picturesOf(task);
  for (const [at, picture] of pictures.entries()) {
    const format = picture.mediaType?.startsWith('image/')
      ? picture.mediaType.slice('image/'.length)
      : undefined;
    const shown = {
      type,
      created_at: Math.floor(task.createdAt / 1000),
      ...sizeOf(picture),
      ...(format === undefined ? {} : { output_format: format }),
      ...(at === pictures.length - 1 ? usageOf(task) : {}),
    };
    if (!results) {
      yield `event: ${type}\ndata: ${JSON.stringify({ ...shown, url: picture.url })}\n\n`;
      continue;
    }
    yield* base64Of(
      results,
      picture,
      `event: ${type}\ndata: ${JSON.stringify(shown).slice(0, -1)},"b64_json":"`,
    );
    yield '"}\n\n';
  }
}
