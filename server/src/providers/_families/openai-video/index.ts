import { isObject, type Json, type JsonDraft, listOf, objectOf, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskPort, TaskReport, TaskSend, TaskStart } from '../../../spec/task.ts';
import { faultTold, garbage } from '../fault-words.ts';
import { readErrorWords } from '../openai-compatible/faults.ts';
import { hasFiles, writeForm } from './form.ts';
import { measured } from './measure.ts';
import { type Handle, handleIn, idIn, readVideo, refuseNoAnswer } from './report.ts';
import { videoWriter } from './write-video.ts';

export { withVideoSimulator } from './simulator/index.ts';

/**
 * OpenAI's videos API, whose Video objects are the wire 'openai-video'. Sources: OpenAI OpenAPI document of 2026-08-21
 * (/videos…), openai-node 7.57; gateways that serve it: QuantumNous/new-api (relay/channel/task/sora).
 *
 * OpenAI ended it on 2026-09-24 (model page of Sora 2); others serve it on.
 *
 * Actions: create, remix, edit, extend, character, and `role` of /sora/v1/characters. The video that a remix goes on from
 * stands in the path there; here it is the body's `video.id`, as for edits and extensions.
 */
export type OpenAiVideoOptions = {
  /** What stands before '/videos', behind the channel's base URL: '' where that ends in /v1. */
  readonly prefix: string;
  /** Where characters are made by the address of a film ('/sora/v1/characters'); absent: nowhere. */
  readonly rolePath?: string;
  /** OpenAI's own: only its lengths and sizes, and pictures of a film beside it. */
  readonly official?: true;
  readonly serves?: (upstreamModel: string) => boolean;
};

const helpers: readonly string[] = ['character', 'role'];
const actions: readonly string[] = ['create', 'remix', 'edit', 'extend', ...helpers];

/** A job that was just made may be unknown to the machine that is asked. Milliseconds. */
const settleMs = 60_000;

/** The upstream's name of what a request goes on from. Throws field_invalid unless that is finished. */
function upstreamId(ref: string, param: string, parents: TaskStart['parents']): string {
  const parent = parents[ref];
  if (parent === undefined) return ref;
  if (parent.status !== 'succeeded')
    throw new GatewayError('field_invalid', 'the video that it goes on from is not completed', { param });
  return parent.byId ? ownId(parent, ref, param) : ref;
}

function ownId(parent: ParentTask, ref: string, param: string): string {
  const id = textIn(parent.handle['video']);
  if (id !== undefined) return id;
  throw new GatewayError('field_invalid', `${ref} was made by another service: it cannot go on from there`, {
    param,
  });
}

/** The body with the upstream's names in the place of ours. */
function withParents(body: Json, parents: TaskStart['parents']): Json {
  const changed: JsonDraft = { ...body };
  const video = objectOf(body['video']);
  const id = textIn(video['id']);
  if (id !== undefined) changed['video'] = { ...video, id: upstreamId(id, 'video.id', parents) };
  for (const param of ['from_task', 'character_from_task']) {
    const ref = textIn(body[param]);
    if (ref !== undefined) changed[param] = upstreamId(ref, param, parents);
  }
  if (Array.isArray(body['characters']))
    changed['characters'] = listOf(body['characters']).map((one, index) => {
      const ref = isObject(one) ? textIn(one['id']) : undefined;
      return ref === undefined
        ? one
        : { ...objectOf(one), id: upstreamId(ref, `characters[${index}].id`, parents) };
    });
  return changed;
}

export function openAiVideoPort({ prefix, rolePath, official, serves }: OpenAiVideoOptions): TaskPort {
  const paths = { prefix, official: official === true };

  const pathOf = (action: string, body: Json): string => {
    if (action === 'create') return `${prefix}/videos`;
    if (action === 'remix')
      return `${prefix}/videos/${encodeURIComponent(textIn(objectOf(body['video'])['id']) ?? '')}/remix`;
    if (action === 'edit') return `${prefix}/videos/edits`;
    if (action === 'extend') return `${prefix}/videos/extensions`;
    if (action === 'character') return `${prefix}/videos/characters`;
    return rolePath ?? '';
  };

  const post = async (path: string, body: Json, send: TaskSend) => {
    const content = hasFiles(body) ? writeForm(body) : { json: body };
    // A video that is gone is about the request, and not about the model.
    const reply = await send({ method: 'POST', path, ...content, starts: true, allow: [404] });
    if (reply.status !== 404) return reply;
    const said = readErrorWords(reply.json);
    if (/\/remix$|\/edits$|\/extensions$/.test(path) && said) {
      const told = faultTold(
        'upstream_refused',
        404,
        said.message,
        { status: 404, param: 'video_id' },
        undefined,
      );
      throw new GatewayError(told.code, told.message, told.detail ?? {});
    }
    throw new GatewayError(
      'upstream_model_unknown',
      'the upstream does not know this model, or makes no videos',
    );
  };

  const startHelper = async (action: string, body: Json, send: TaskSend) => {
    const { json } = await post(pathOf(action, body), body, send);
    const id = idIn(json) ?? textIn(json['character_id']);
    if (id === undefined) refuseNoAnswer(json);
    const username = textIn(json['username']);
    const face = textIn(json['profile_picture_url']);
    const report: TaskReport = {
      status: 'succeeded',
      native: json,
      ...(face === undefined ? {} : { outputs: [{ kind: 'image', role: 'profile', url: face }] }),
      refs: [id, ...(username === undefined ? [] : [username])],
    };
    return { handle: { video: id, action, at: Date.now(), facts: {} } satisfies Handle, report };
  };

  return {
    serves: (model, action) =>
      (serves?.(model) ?? true) &&
      (action === undefined || (actions.includes(action) && (action !== 'role' || rolePath !== undefined))),

    measure: ({ action, body, upstreamModel }) => measured(action, body, upstreamModel, paths.official),

    async start({ action, body: sent, upstreamModel, parents }, send) {
      if (!actions.includes(action))
        throw new GatewayError('field_invalid', `this upstream has no ${action}`, { param: 'action' });
      const body = withParents(sent, parents);
      if (helpers.includes(action)) return startHelper(action, body, send);
      const { model, video, ...rest } = body;
      const path = pathOf(action, body);
      const named =
        action === 'create' ? { model: upstreamModel } : model === undefined ? {} : { model: upstreamModel };
      const source = action === 'remix' || video === undefined ? {} : { video };
      const { json } = await post(path, { ...named, ...rest, ...source }, send);
      const id = idIn(json);
      if (id === undefined) refuseNoAnswer(json);
      const { usage, facts } = measured(action, body, upstreamModel, false);
      const handle: Handle = {
        video: id,
        action,
        at: Date.now(),
        facts,
        ...(action === 'create' || action === 'extend' ? { seconds: usage.seconds ?? 0 } : {}),
      };
      const report = readVideo(json, handle, paths);
      return { handle, report: { ...report, status: report.status ?? 'queued' } };
    },

    async poll(known, send) {
      const handle = handleIn(known);
      const { status, json } = await send({
        method: 'GET',
        path: `${prefix}/videos/${encodeURIComponent(handle.video)}`,
        allow: [404],
      });
      if (status === 404)
        return Date.now() - handle.at < settleMs
          ? {}
          : { status: 'failed', reason: 'the upstream no longer knows this video', fault: 'task_lost' };
      // Some gateways wrap it: {"code": "success", "data": {…}}.
      const body = idIn(json) === undefined && isObject(json['data']) ? json['data'] : json;
      if (textIn(body['status']) === undefined) {
        const said = readErrorWords(json);
        if (said) refuseNoAnswer(json);
        throw new GatewayError(garbage.code, garbage.message);
      }
      return readVideo(body, handle, paths);
    },

    writeVideo: videoWriter(paths.official),
    // A form with the file itself is what every server of this wire takes.
    media: 'data',
  };
}
