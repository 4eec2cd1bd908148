import type { z } from 'zod';
import { isObject, type Json, objectOf, textIn, textsIn } from '../../base/json.ts';
import { sheetOf, sheetOfVersion } from '../../catalogue/replicate/index.ts';
import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import { checkFields, parseBody } from '../../spec/json-body.ts';
import type { TaskCall, TaskHook } from '../../spec/task.ts';
import { modelBody, versionBody } from './wire.ts';

const isVersion = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const wrongVersion = (version: string): GatewayError =>
  new GatewayError('field_invalid', `version: '${version.slice(0, 100)}' is no version of this model`, {
    param: 'version',
  });

/**
 * The model that a version names. What the catalogue does not know keeps its whole name, version and all: that is then
 * the name an operator lists and prices it by, so no version is sold at another model's price.
 */
function modelOf(version: string): string {
  const mark = version.indexOf(':');
  const name = mark < 0 ? '' : version.slice(0, mark);
  const id = mark < 0 ? version : version.slice(mark + 1);
  const sheet = sheetOfVersion(id);
  if (sheet === undefined) return version;
  if (name !== '' && name !== sheet.name) throw wrongVersion(version);
  return sheet.name;
}

/** A path's model, with a version in the body: that must be one of it. */
function checkVersion(model: string, version: string | undefined): void {
  if (version === undefined) return;
  const named = version.includes(':') || isVersion(version) ? modelOf(version) : version;
  if (named !== model) throw wrongVersion(version);
}

const longestWaitMs = 60_000;

/** `Prefer: wait`, `wait=5`: milliseconds. Throws field_invalid for a time that is none. */
function waitOf({ headers }: RequestHead): number | undefined {
  const sent = headers['prefer'];
  for (const part of String(sent ?? '').split(/[,;]/)) {
    const [name = '', value] = part.trim().toLowerCase().split('=');
    if (name.trim() !== 'wait') continue;
    if (value === undefined) return longestWaitMs;
    const seconds = Number(value.trim());
    if (!Number.isInteger(seconds) || seconds < 1)
      throw new GatewayError('field_invalid', 'Prefer: wait=n takes whole seconds from 1 to 60', {
        param: 'Prefer',
      });
    return Math.min(seconds * 1000, longestWaitMs);
  }
  return undefined;
}

function hookOf(body: Json): TaskHook | undefined {
  const url = textIn(body['webhook']);
  if (url === undefined) return undefined;
  if (!/^https?:\/\/[^/]/i.test(url))
    throw new GatewayError('field_invalid', 'webhook: this is no http(s) address', { param: 'webhook' });
  const events = textsIn(body['webhook_events_filter']);
  return { url, on: events.length > 0 && events.every((one) => one === 'completed') ? 'end' : 'changes' };
}

const longestEcho = 500;

/** The input as it is shown again where the upstream does not tell it: without files. */
const echoOf = (value: unknown): unknown => {
  if (typeof value === 'string')
    return value.length > longestEcho ? `${value.slice(0, longestEcho)}…` : value;
  if (Array.isArray(value)) return value.slice(0, 20).map(echoOf);
  return isObject(value) ? null : value;
};

const promptOf = (input: Json): string | undefined =>
  ['prompt', 'prompt_a', 'prompt_start', 'text'].map((name) => textIn(input[name])).find(Boolean);

function callOf(model: string, body: Json, head: RequestHead): TaskCall {
  const { webhook: _address, webhook_events_filter: _when, stream: _stream, ...rest } = body;
  const input = objectOf(body['input']);
  const hook = hookOf(body);
  const waitMs = waitOf(head);
  const prompt = promptOf(input);
  const events = textsIn(body['webhook_events_filter']);
  return {
    // Of a model that nobody here knows, whoever listed it says what it makes.
    kind: sheetOf(model)?.kind ?? 'image',
    action: 'predict',
    model,
    body: rest,
    memo: {
      input: Object.fromEntries(
        Object.entries(input)
          .slice(0, 60)
          .map(([name, one]) => [name, echoOf(one)]),
      ),
      ...(hook ? { webhook: hook.url } : {}),
      ...(events.length > 0 ? { events } : {}),
    },
    ...(prompt === undefined ? {} : { prompt }),
    ...(hook ? { hook } : {}),
    ...(waitMs === undefined ? {} : { waitMs }),
  };
}

function parsed(bytes: Buffer, schema: z.ZodType): Json {
  const body = parseBody(bytes);
  checkFields(schema, body);
  return body;
}

/** POST /predictions. */
export function readVersion(bytes: Buffer, head: RequestHead): TaskCall {
  const body = parsed(bytes, versionBody);
  return callOf(modelOf(textIn(body['version']) ?? ''), body, head);
}

/** POST /models/owner/name/predictions; the two also as one part of the path. */
export function readModel(bytes: Buffer, head: RequestHead): TaskCall {
  const body = parsed(bytes, modelBody);
  const { owner = '', name = '', model = `${owner}/${name}` } = head.params;
  checkVersion(model, textIn(body['version']));
  return callOf(model, body, head);
}

/** POST /deployments/owner/name/predictions: an operator lists it as a model 'deployments/owner/name'. */
export function readDeployment(bytes: Buffer, head: RequestHead): TaskCall {
  const body = parsed(bytes, modelBody);
  const { owner = '', name = '' } = head.params;
  return callOf(`deployments/${owner}/${name}`, body, head);
}
