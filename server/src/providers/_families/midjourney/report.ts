import { isObject, type Json, listOf, objectOf, objectsIn, textIn, textOf } from '../../../base/json.ts';
import type { TaskOutput, TaskReport, TaskStatus } from '../../../spec/task.ts';
import { aboutContent } from './faults.ts';

/** This wire's words for states. '' is a row that a gateway has stored and not looked at yet. */
export const words: Readonly<Record<string, Exclude<TaskStatus, 'sending'>>> = {
  '': 'queued',
  NOT_START: 'queued',
  SUBMITTED: 'queued',
  MODAL: 'waiting',
  IN_PROGRESS: 'running',
  SUCCESS: 'succeeded',
  FAILURE: 'failed',
  CANCEL: 'cancelled',
};

/** What builds of the proxy tell about themselves and their accounts, and our own callback's address. */
const kept = [
  'clientIp',
  'instanceId',
  'subInstanceId',
  'userId',
  'notifyHook',
  'accountFilter',
  'nonce',
  'channelId',
];
const keptProperties = ['notifyHook', 'nonce', 'discordInstanceId', 'discordChannelId'];

const without = (object: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** A task as clients of this wire may see it. */
export const shown = (task: Json): Json => ({
  ...without(task, kept),
  ...(isObject(task['properties']) ? { properties: without(task['properties'], keptProperties) } : {}),
});

/** Addresses in a list of texts or of `{url}`. */
const addresses = (list: unknown): string[] =>
  listOf(list).flatMap((one) => textIn(typeof one === 'string' ? one : objectOf(one)['url']) ?? []);

/** Actions whose result is a text; the picture beside it is the one that was sent. */
const textual = new Set(['DESCRIBE', 'SHORTEN']);

/**
 * What a finished task made: films, or the picture (a grid of four) with its four parts where the build gives them, or a
 * text with the picture that it is about.
 */
function outputsOf(task: Json): readonly TaskOutput[] {
  const films = [...new Set([...addresses(task['videoUrls']), ...addresses([task['videoUrl']])])];
  const isText = textual.has(textOf(task['action']));
  const picture = textIn(task['imageUrl']);
  const text = textIn(objectOf(task['properties'])['finalPrompt']) ?? textIn(task['promptEn']);
  const isFilm = films.length > 0;
  return [
    ...films.map((url): TaskOutput => ({ kind: 'video', url })),
    ...(isText && text ? [{ kind: 'text', text } as const] : []),
    ...(picture
      ? [
          {
            kind: 'image',
            url: picture,
            ...(isFilm ? { role: 'cover' } : isText ? { role: 'source' } : {}),
          } as const,
        ]
      : []),
    ...(isFilm || isText
      ? []
      : addresses(task['imageUrls'])
          .filter((url) => url !== picture)
          .map((url): TaskOutput => ({ kind: 'image', url, role: 'single' }))),
  ];
}

/** What can be seen already. As an output it is shown by a link of the gateway's own. */
const previewOf = (task: Json): TaskOutput => ({
  kind: 'image',
  role: 'preview',
  url: textOf(task['imageUrl']),
});

/** '46%' -> 46. */
function progressOf(said: unknown): number | undefined {
  const digits = /^(\d{1,3})%$/.exec(textOf(said))?.[1];
  return digits === undefined ? undefined : Math.min(100, Number(digits));
}

/** A task object of the upstream as a report. A word that no row knows moves nothing. */
export function reportOf(task: Json): TaskReport {
  const word = textOf(task['status']);
  const status = Object.hasOwn(words, word) ? words[word] : undefined;
  const progress = progressOf(task['progress']);
  const reason = textIn(task['failReason']);
  return {
    ...(status ? { status } : { unknownWord: word }),
    ...(progress === undefined || status === 'failed' ? {} : { progress }),
    ...(status === 'failed'
      ? {
          reason: reason ?? 'the upstream said no reason',
          fault: aboutContent.test(reason ?? '') ? 'upstream_refused' : 'upstream_failed',
        }
      : {}),
    ...(status === 'succeeded' ? { outputs: outputsOf(task) } : {}),
    ...(status === 'running' && textIn(task['imageUrl']) ? { outputs: [previewOf(task)] } : {}),
    native: shown(task),
  };
}

/** The tasks in an answer to list-by-condition: a bare list; some gateways put it into `data`. */
export const tasksIn = (parsed: unknown): readonly Json[] =>
  objectsIn(Array.isArray(parsed) ? parsed : objectOf(parsed)['data']);
