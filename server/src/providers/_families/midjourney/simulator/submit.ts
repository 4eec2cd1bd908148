import { type Json, listOf, textIn, textOf, textsIn } from '../../../../base/json.ts';
import { Refusal } from './answers.ts';
import { buttonsOf } from './buttons.ts';
import { type Form, type Job, ratioOf, textsOf, uuidOf } from './jobs.ts';

/** A job as a submit asks for it. `waits`: a window opens first, which a modal confirms. */
export type Asked = { readonly job: Job; readonly waits: boolean };

/** A job that the submit goes on from. */
export type Parent = { readonly id: string; readonly job: Job; readonly isDone: boolean };

export type Head = { readonly secret: string; readonly mode: string; readonly now: number };
export type FindParent = (id: string) => Parent | undefined;

const bannedWords = /\b(?:nude|naked|nsfw|gore|bloodbath)\b/i;
const dataUrl = /^data:image\/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+$/;
const address = /^https?:\/\/\S+$/;

const wrong = (message: string): Refusal => new Refusal(4, message);

/** `[code 23]` in a prompt asks for that answer: 3, 9, 23; 22 is taken and queued. */
export const codeIn = (prompt: string): number | undefined => {
  const code = /\[code (\d{1,2})\]/.exec(prompt)?.[1];
  return code === undefined ? undefined : Number(code);
};

const asCodes: Readonly<Record<number, string>> = {
  3: 'No available account instance',
  9: 'System error',
  23: 'The queue is full, please try again later',
};

function checked(prompt: string): string {
  const banned = bannedWords.exec(prompt)?.[0];
  if (banned)
    throw new Refusal(24, 'The prompt may contain a banned word', { promptEn: prompt, bannedWord: banned });
  const code = codeIn(prompt);
  const words = code === undefined ? undefined : asCodes[code];
  if (code !== undefined && words) throw new Refusal(code, words);
  return prompt;
}

function needed(body: Json, name: string): string {
  const value = textOf(body[name]).trim();
  if (value === '') throw wrong(`${name} must not be empty`);
  return value;
}

function pictures(body: Json, least: number, most: number): void {
  const list = listOf(body['base64Array']);
  if (list.length < least || list.length > most) throw wrong('base64Array: wrong number of pictures');
  if (textsIn(list).length !== list.length || textsIn(list).some((one) => !dataUrl.test(one)))
    throw wrong('base64 format error');
}

const botOf = (body: Json): string =>
  /niji/i.test(textOf(body['botType'])) ? 'NIJI_JOURNEY' : 'MID_JOURNEY';

const job = (head: Head, body: Json, rest: Partial<Job> & Pick<Job, 'action' | 'prompt' | 'form'>): Job => ({
  botType: botOf(body),
  customId: '',
  description: 'Submit success',
  state: textOf(body['state']),
  mode: head.mode,
  secret: head.secret,
  uuid: uuidOf(rest.action, rest.prompt),
  ratio: ratioOf(rest.prompt, 1),
  scale: 1,
  films: 0,
  maskBase64: '',
  submittedAt: head.now,
  ...rest,
});

function parentOf(id: string, find: FindParent): Job {
  const parent = find(id);
  if (!parent) throw new Refusal(3, 'The related task does not exist or has expired', {}, 404);
  if (!parent.isDone) throw wrong('The related task has not succeeded');
  return parent.job;
}

/** What the key part of a customId does. */
const deeds: readonly (readonly [RegExp, string, Form])[] = [
  [/^upsample/, 'UPSCALE', 'single'],
  [/^low_variation/, 'LOW_VARIATION', 'grid'],
  [/^high_variation/, 'HIGH_VARIATION', 'grid'],
  [/^variation/, 'VARIATION', 'grid'],
  [/^reroll/, 'REROLL', 'grid'],
  [/^pan_/, 'PAN', 'grid'],
  [/^Outpaint/, 'ZOOM', 'grid'],
  [/^CustomZoom/, 'CUSTOM_ZOOM', 'grid'],
  [/^Inpaint/, 'INPAINT', 'grid'],
  [/^animate|^video_virtual/, 'VIDEO', 'film'],
  [/^PicReader|^PromptAnalyzer/, 'IMAGINE', 'grid'],
  [/^Picread/, 'DESCRIBE', 'text'],
  [/^BOOKMARK/, 'ACTION', 'single'],
];

function pressed(head: Head, body: Json, parent: Job, customId: string): Asked {
  if (!buttonsOf(parent).some((one) => one.customId === customId))
    throw wrong('customId is no button of the related task');
  const [, group = '', word = '', index = ''] = customId.split('::');
  const key = /^job$/i.test(group) ? word : group;
  const [, action, form] = deeds.find(([pattern]) => pattern.test(key)) ?? [/./, 'ACTION', 'grid' as const];
  const chosen = Number(/^PicReader|^PromptAnalyzer/.test(key) ? index || word : 0);
  const prompt = chosen > 0 ? (textsOf(parent)[chosen - 1] ?? parent.prompt) : parent.prompt;
  const waits =
    action === 'CUSTOM_ZOOM' ||
    action === 'INPAINT' ||
    (body['enableRemix'] === true && /^(?:variation|pan_|reroll|low_|high_)/.test(key));
  return {
    waits,
    job: {
      ...parent,
      action,
      form,
      prompt,
      customId,
      description: waits ? 'Waiting for window confirm' : 'Submit success',
      state: textOf(body['state']),
      mode: head.mode,
      submittedAt: head.now,
      uuid: uuidOf(parent.uuid, customId),
      scale: /2x|4x/.test(key) ? 2 : 1,
      films: action === 'VIDEO' ? (key.startsWith('video_virtual') || key.includes('extend') ? 1 : 4) : 0,
    },
  };
}

const letters: Readonly<Record<string, string>> = { UPSCALE: 'upsample', VARIATION: 'variation' };

function changed(head: Head, body: Json, find: FindParent, id: string, action: string, index: number): Asked {
  const parent = parentOf(id, find);
  if (parent.form !== 'grid') throw wrong('The related task cannot be changed');
  const word = letters[action];
  return pressed(
    head,
    body,
    parent,
    word ? `MJ::JOB::${word}::${index}::${parent.uuid}` : `MJ::JOB::reroll::0::${parent.uuid}::SOLO`,
  );
}

const ratios: Readonly<Record<string, number>> = { PORTRAIT: 2 / 3, SQUARE: 1, LANDSCAPE: 3 / 2 };

const now = (asked: Job): Asked => ({ job: asked, waits: false });

type Submit = (head: Head, body: Json, find: FindParent) => Asked;

/** By the path behind `/mj/`. `modal` and the upload are answered elsewhere: they make no job of their own. */
export const submits: Readonly<Record<string, Submit>> = {
  'submit/imagine'(head, body) {
    const prompt = checked(needed(body, 'prompt'));
    if (listOf(body['base64Array']).length > 0) pictures(body, 0, 16);
    return now(job(head, body, { action: 'IMAGINE', prompt, form: 'grid' }));
  },
  'submit/action'(head, body, find) {
    const customId = needed(body, 'customId');
    return pressed(head, body, parentOf(needed(body, 'taskId'), find), customId);
  },
  'submit/blend'(head, body) {
    pictures(body, 2, 5);
    const ratio = ratios[textIn(body['dimensions']) ?? 'SQUARE'];
    if (ratio === undefined) throw wrong('dimensions: wrong value');
    const parts = textsIn(body['base64Array']).join('\n');
    return now(
      job(head, body, { action: 'BLEND', prompt: '', form: 'grid', ratio, uuid: uuidOf('BLEND', parts) }),
    );
  },
  'submit/describe'(head, body) {
    const picture = textIn(body['base64']) ?? textIn(body['link']) ?? '';
    if (picture === '') throw wrong('base64 must not be empty');
    if (!dataUrl.test(picture) && !address.test(picture)) throw wrong('base64 format error');
    return now(
      job(head, body, {
        action: 'DESCRIBE',
        prompt: 'a picture',
        form: 'text',
        uuid: uuidOf('DESCRIBE', picture),
      }),
    );
  },
  'submit/change'(head, body, find) {
    const action = needed(body, 'action');
    if (!['UPSCALE', 'VARIATION', 'REROLL'].includes(action)) throw wrong('action: wrong value');
    return changed(head, body, find, needed(body, 'taskId'), action, Number(body['index'] ?? 1));
  },
  'submit/simple-change'(head, body, find) {
    const [id = '', word = ''] = needed(body, 'content').split(/\s+/);
    const [, letter, index] = /^([UV])([1-4])$/i.exec(word) ?? [];
    if (!letter && !/^R$/i.test(word)) throw wrong('content: wrong value');
    const action = letter?.toUpperCase() === 'U' ? 'UPSCALE' : letter ? 'VARIATION' : 'REROLL';
    return changed(head, body, find, id, action, Number(index ?? 0));
  },
  'submit/shorten': (head, body) =>
    now(job(head, body, { action: 'SHORTEN', prompt: checked(needed(body, 'prompt')), form: 'text' })),
  'submit/edits'(head, body) {
    const prompt = checked(needed(body, 'prompt'));
    return now(job(head, body, { action: 'EDITS', prompt, form: 'grid' }));
  },
  'submit/video'(head, body, find) {
    const id = textIn(body['taskId']);
    const prompt = checked(textOf(body['prompt']));
    const parent = id ? parentOf(id, find) : undefined;
    if (!parent && !textIn(body['image']) && !/https?:\/\//.test(prompt))
      throw wrong('image must not be empty');
    const films = Number(body['batchSize'] ?? 4);
    if (![1, 2, 4].includes(films)) throw wrong('batchSize: wrong value');
    return now(
      job(head, body, {
        action: 'VIDEO',
        prompt: prompt || (parent?.prompt ?? ''),
        form: 'film',
        films: parent ? 1 : films,
        uuid: uuidOf('VIDEO', prompt, textOf(body['image']), id ?? ''),
        ...(parent ? { ratio: parent.ratio } : {}),
      }),
    );
  },
  'insight-face/swap'(head, body) {
    const source = needed(body, 'sourceBase64');
    const target = needed(body, 'targetBase64');
    if (source === target) throw wrong('The face and the picture must not be the same');
    return now(
      job(head, body, {
        action: 'SWAP_FACE',
        prompt: '',
        form: 'single',
        uuid: uuidOf(source, target),
        botType: 'INSIGHT_FACE',
      }),
    );
  },
};

/** A waiting job as its modal confirms it. */
export function confirmed(waiting: Job, body: Json, head: Head): Job {
  const maskBase64 = textOf(body['maskBase64']);
  if (waiting.action === 'INPAINT' && maskBase64 === '') throw wrong('maskBase64 must not be empty');
  const prompt = checked(textIn(textOf(body['prompt']).trim()) ?? waiting.prompt);
  return {
    ...waiting,
    prompt,
    maskBase64,
    description: 'Submit success',
    submittedAt: head.now,
    ratio: ratioOf(prompt, waiting.ratio),
    uuid: uuidOf(waiting.uuid, prompt, maskBase64),
  };
}

/** The addresses of uploaded pictures, in their order. */
export function uploaded(body: Json, base: string): readonly string[] {
  pictures(body, 1, 16);
  return textsIn(body['base64Array']).map((one) => {
    const type = /^data:image\/([\w.+-]+)/.exec(one)?.[1] ?? 'png';
    return `${base}/attachments/${uuidOf('upload', one)}.${type}`;
  });
}
