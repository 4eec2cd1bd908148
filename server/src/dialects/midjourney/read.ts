import type { z } from 'zod';
import { type Json, listOf, objectOf, textIn, textOf } from '../../base/json.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, type Mistake, parseBody } from '../../spec/json-body.ts';
import type { TaskCall } from '../../spec/task.ts';
import { actionOfButton, actionOfWord, kindOf } from './actions.ts';

const speeds = ['fast', 'relax', 'turbo'] as const;
export type Speed = (typeof speeds)[number];

const speedIn = (text: string): Speed | undefined => {
  const lower = text.toLowerCase();
  return speeds.find((speed) => lower.includes(speed));
};

/** The last flag counts, as at Midjourney. */
const flagIn = (prompt: string): Speed | undefined =>
  speedIn(/.*--(fast|relax|turbo)(?![\w-])/is.exec(prompt)?.[1] ?? '');

/**
 * The speed that is priced and asked for. The path wins (`/mj-turbo/mj`, and any other first part that holds the word),
 * then `mode` of the body, then `accountFilter.modes`, then a flag in the prompt; else fast. The order is that of
 * trueai-org/midjourney-proxy; `mode` is a field of new-api forks.
 */
export function speedOf(head: RequestHead, body: Json): Speed {
  return (
    speedIn(head.params['mode'] ?? '') ??
    speedIn(textOf(body['mode'])) ??
    speedIn(textOf(listOf(objectOf(body['accountFilter'])['modes'])[0])) ??
    flagIn(textOf(body['prompt'])) ??
    'fast'
  );
}

/** 'taskId' -> 'task_id_is_required', the words of this wire. */
const required = (param: string): string =>
  `${param.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_is_required`;

/** What is missing is said in the words of this wire, and then plainly. */
const words = ({ param, message, missing }: Mistake): string =>
  missing ? `${required(param)}: you must provide ${param}` : `${param || 'the body'}: ${message}`;

const missing = (param: string): GatewayError =>
  new GatewayError('field_invalid', words({ param, code: '', message: '', missing: true }), { param });

/** What a submit does, for the price, and which task it goes on from. */
type Meaning = {
  readonly action: string;
  readonly parent?: { readonly ref: string; readonly param: string };
};

/** What a reader of one endpoint finds in a body that its schema accepts. */
export type Means = (body: Json) => Meaning;

export const always =
  (action: string): Means =>
  () => ({ action });

const parentIn = (body: Json): NonNullable<Meaning['parent']> => ({
  ref: textOf(body['taskId']),
  param: 'taskId',
});

export const ofButton: Means = (body) => {
  const action = actionOfButton(textOf(body['customId']));
  if (!action)
    throw new GatewayError('field_invalid', 'unknown_action: customId is none of a task’s buttons', {
      param: 'customId',
    });
  return { action, parent: parentIn(body) };
};

export const ofModal: Means = (body) => ({ action: 'modal', parent: parentIn(body) });

export const ofChange: Means = (body) => {
  const action = textOf(body['action']).toLowerCase();
  if (action !== 'reroll' && typeof body['index'] !== 'number') throw missing('index');
  return { action, parent: parentIn(body) };
};

export const ofSimpleChange: Means = (body) => {
  const [ref, word, ...more] = textOf(body['content']).trim().split(/\s+/);
  const action = actionOfWord(word ?? '');
  if (!ref || !action || more.length > 0)
    throw new GatewayError(
      'field_invalid',
      'content_parse_failed: content must be a task id, a space, and U1 to U4, V1 to V4 or R',
      { param: 'content' },
    );
  return { action, parent: { ref, param: 'content' } };
};

export const ofDescribe: Means = (body) => {
  if (!textIn(body['base64']) && !textIn(body['link'])) throw missing('base64');
  return { action: 'describe' };
};

export const ofVideo: Means = (body) => {
  if (textIn(body['taskId'])) return { action: 'video', parent: parentIn(body) };
  if (!textIn(body['image']) && !/https?:\/\//.test(textOf(body['prompt']))) throw missing('image');
  return { action: 'video' };
};

const isNiji = (body: Json): boolean => /niji/i.test(textOf(body['botType']));

/** The reader of one submit endpoint. `name`: its path behind `/mj/`. */
export const reader =
  (name: string, schema: z.ZodType, means: Means) =>
  (bytes: Buffer, head: RequestHead): TaskCall => {
    const body = parseBody(bytes);
    // Clients of this wire send '' for what they leave out.
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
    checkFields(schema, given, words);
    const { action, parent } = means(given);
    const { notifyHook, ...rest } = body;
    const hook = textIn(notifyHook);
    const prompt = textIn(body['prompt']);
    const state = textIn(body['state']);
    const customId = textIn(body['customId']);
    return {
      kind: kindOf(action),
      action: name,
      // What goes on from a task is of that task's model.
      model: parent ? '' : isNiji(body) ? 'niji-journey' : 'midjourney',
      body: rest,
      ...(prompt ? { prompt } : {}),
      ...(parent ? { parents: [parent] } : {}),
      memo: {
        action: action.toUpperCase(),
        ...(state ? { state } : {}),
        ...(customId ? { customId } : {}),
        ...(textIn(body['botType']) ? { botType: body['botType'] } : {}),
      },
      ...(hook ? { hook: { url: hook, on: 'changes' } } : {}),
      facts: { mode: speedOf(head, body), action },
    };
  };
