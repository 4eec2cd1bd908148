import type { Block, ChatRequest, Message } from '../spec/chat.ts';
import type { AnswerContext, ChatFront, RelayEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { isFinal, type TaskCall, type TaskView } from '../spec/task.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { VideoImage, VideoRequest } from '../spec/video.ts';
import type { RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Submission } from './submission.ts';
import { submit, taskHeaders } from './submit.ts';
import { taskView } from './task-view.ts';

/**
 * A film that is asked for in a chat: the last message is its prompt, its pictures the first frames; the answer tells how
 * it goes and ends with the link. Whoever goes on with the chat changes the film: the earlier task is named in the earlier
 * answer.
 */

type Asked = Omit<Submission, 'endpoint' | 'call'> & {
  readonly endpoint: Pick<RelayEndpoint, 'name'>;
  readonly front: ChatFront;
  readonly context: Omit<AnswerContext, 'request'>;
};

const taskName = /\btask_[0-9a-z]{26}\b/g;

/** Is it a model that makes films, asked in a chat? */
export const makesFilms = (kinds: readonly string[] | undefined): boolean =>
  kinds?.includes('video') === true && !kinds.includes('chat');

const textOf = ({ blocks }: Message): string =>
  blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');

function imageOf(block: Block): VideoImage[] {
  if (block.type !== 'image' || block.source.by === 'file-id') return [];
  const { source } = block;
  return [
    {
      role: 'first',
      url: source.by === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`,
    },
  ];
}

/** `from`: the earlier task, when the upstream can go on from it; else what was asked before stands in the prompt too. */
export function filmCall(model: string, { messages }: ChatRequest, from: string | undefined): TaskCall {
  const asked = messages.filter(({ role }) => role === 'user');
  const last = asked.at(-1);
  const text = from === undefined ? asked.map(textOf).join('\n') : last ? textOf(last) : '';
  if (!last || text.trim() === '')
    throw new GatewayError('field_invalid', 'say in the last message what the film should show', {
      param: 'messages',
    });
  const images = last.blocks.flatMap(imageOf).slice(0, 2);
  const video: VideoRequest = {
    prompt: text,
    images: images.map((image, index) => (index === 0 ? image : { ...image, role: 'last' })),
    extra: {},
    ...(from === undefined ? {} : { parent: { ref: from, how: 'remix' } }),
  };
  return {
    kind: 'video',
    action: 'video',
    model,
    body: {},
    video,
    prompt: text,
    ...(from === undefined ? {} : { parents: [{ ref: from, param: 'messages' }] }),
  };
}

/** The task that the last answer of the conversation names. */
const earlierTask = ({ messages }: ChatRequest): string | undefined =>
  messages
    .filter(({ role }) => role === 'assistant')
    .flatMap((message) => textOf(message).match(taskName) ?? [])
    .at(-1);

async function begin(deps: RelayDeps, asked: Asked, request: ChatRequest): Promise<TaskRow> {
  const { caller, context } = asked;
  const named = earlierTask(request);
  // However it is sent in the end, it is the same request when it is sent again.
  const same = filmCall(context.model, request, named);
  let begun = false;
  const send = async (call: TaskCall) => {
    const endpoint = { name: asked.endpoint.name, written: () => ({ status: 200, headers: {}, body: '' }) };
    const onBegun = () => {
      begun = true;
    };
    return (await submit(deps, { ...asked, endpoint, call, same, begun: onBegun })).row;
  };
  const anew = () => send(filmCall(context.model, request, undefined));
  const earlier =
    named === undefined ? undefined : await deps.taskRows.find(caller.userId, caller.mode, named);
  if (earlier?.status !== 'succeeded') return anew();
  try {
    return await send(same);
  } catch (error) {
    // Few upstreams can change a film that they made. What was wanted then and now makes a new one.
    if (
      begun ||
      !(error instanceof GatewayError) ||
      !['field_invalid', 'task_unknown', 'no_channel'].includes(error.code)
    )
      throw error;
    return anew();
  }
}

const words: Readonly<Record<TaskView['status'], string>> = {
  sending: 'sending',
  queued: 'queued',
  running: 'generating',
  waiting: 'waiting',
  succeeded: 'done ✅',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** What is new since `before`, as a line of the answer. */
function progressLine(view: TaskView, before: TaskView | undefined): string {
  if (before && before.status === view.status && before.progress === view.progress) return '';
  const percent = view.status === 'running' && view.progress > 0 ? ` ${view.progress} %` : '';
  return before === undefined
    ? `> task: \`${view.id}\`\n> ${words[view.status]}${percent}\n`
    : `> ${words[view.status]}${percent}\n`;
}

/** The links of what was made. */
const resultText = ({ outputs }: TaskView): string =>
  `\n${outputs
    .filter(({ url }) => url !== undefined)
    .map(({ kind, role, url }) =>
      kind === 'image'
        ? `![${role ?? 'picture'}](${url})`
        : `[${role ?? 'Watch or download the film'}](${url})`,
    )
    .join('\n')}\n`;

const faultOf = (view: TaskView): GatewayError =>
  new GatewayError(
    view.fault ?? 'upstream_failed',
    view.reason ?? 'the film could not be made; nothing is charged',
  );

const lookMs = 1000;

/** Answers one such chat. The film is made to its end even when its client leaves: `GET /v1/tasks` has it then. */
export async function answerFilm(deps: RelayDeps, asked: Asked, reply: Reply): Promise<void> {
  const { front, dialect, requestId, context: base } = asked;
  const request = front.readRequest(base.call);
  const context: AnswerContext = { ...base, request };
  let row = await begin(deps, asked, request);
  const view = () => taskView(deps, dialect, row);
  const next = async () => {
    await deps.tasks.changed(row.id, lookMs);
    row = (await deps.taskRows.byId(row.id)) ?? row;
  };
  if (!base.call.stream) {
    let text = progressLine(view(), undefined);
    while (!isFinal(row.status) && !reply.gone) await next();
    if (reply.gone) return;
    if (row.status !== 'succeeded') throw faultOf(view());
    text += `> ${words.succeeded}\n${resultText(view())}`;
    const body = front.writeAnswer({ blocks: [{ type: 'text', text }], finish: { reason: 'stop' } }, context);
    reply.answer(200, { 'content-type': 'application/json; charset=utf-8', ...taskHeaders(row) }, body);
    return;
  }
  const writer = front.openWriter(context);
  const say = (text: string) => {
    if (text !== '') reply.send(Buffer.from(text), deps.clock.now());
  };
  reply.streamHead(200, {
    'content-type': front.streamType?.(base.call) ?? 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...taskHeaders(row),
  });
  say(writer.push({ type: 'start' }));
  let told: TaskView | undefined;
  let saidAt = deps.clock.now();
  for (;;) {
    const now = view();
    const line = progressLine(now, told);
    told = now;
    if (line !== '') {
      say(writer.push({ type: 'text-delta', text: line }));
      saidAt = deps.clock.now();
    } else if (deps.clock.now() - saidAt >= deps.settings.keepAliveMs) {
      say(dialect.keepAlive);
      saidAt = deps.clock.now();
    }
    if (isFinal(row.status) || reply.gone) break;
    await next();
  }
  if (reply.gone) return;
  if (row.status !== 'succeeded') {
    const fault = faultOf(view());
    say(writer.failing?.(fault, requestId) ?? dialect.writeStreamFault(fault, requestId));
  } else {
    say(writer.push({ type: 'text-delta', text: resultText(view()) }));
    say(writer.push({ type: 'text-end' }));
    say(writer.push({ type: 'finish', finish: { reason: 'stop' } }));
    say(writer.push({ type: 'end' }));
    say(writer.closing());
  }
  reply.end();
}
