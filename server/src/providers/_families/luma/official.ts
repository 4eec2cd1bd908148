import { isObject, type Json, type JsonDraft, objectOf, stringIn, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { ParentTask, TaskPort, TaskStart } from '../../../spec/task.ts';
import { refuseNoAnswer } from './faults.ts';
import { followUpUsage, measured, ratioIn, refuseData, resolutionIn, secondsIn } from './measure.ts';
import { type Handle, handleIn, readGeneration, readUnknown } from './report.ts';
import { writeLumaVideo } from './write-video.ts';

/**
 * Luma's Dream Machine API, whose Generation objects and requests are the wire 'luma'. Sources:
 * https://docs.lumalabs.ai (video generation, modify video, callbacks), lumalabs/lumaai-node 1.19.
 *
 * Actions are the wire's own `generation_type` words. The generation that an upscale or an added sound belongs to stands
 * in the path there; here it is the body's `id`.
 */
const paths: Readonly<Record<string, (id: string) => string>> = {
  video: () => '/generations/video',
  modify_video: () => '/generations/video/modify',
  reframe_video: () => '/generations/video/reframe',
  image: () => '/generations/image',
  reframe_image: () => '/generations/image/reframe',
  upscale_video: (id) => `/generations/${encodeURIComponent(id)}/upscale`,
  add_audio: (id) => `/generations/${encodeURIComponent(id)}/audio`,
};

const isFollowUp = (action: string): boolean => action === 'upscale_video' || action === 'add_audio';
/** Pictures and films have models of their own: photon-… and ray-…. */
const isImageModel = (model: string): boolean => model.startsWith('photon');
const makesImage = (action: string): boolean => action === 'image' || action === 'reframe_image';

/** Fields of the relay form, of the gateway, and of the path. */
const notSent = ['expand_prompt', 'callback_url', 'id'];

/** The upstream's id of a generation that goes on. Throws field_invalid unless that one is finished. */
export function upstreamId(ref: string, param: string, parents: TaskStart['parents']): string {
  const parent = parents[ref];
  if (parent === undefined) return ref;
  refuseUnfinished(parent, param);
  return parent.byId ? (stringIn(parent.handle['id']) ?? ref) : ref;
}

function refuseUnfinished({ status }: ParentTask, param: string): void {
  if (status === 'succeeded') return;
  throw new GatewayError('field_invalid', `${param}: this generation is not completed`, { param });
}

/** The key frames with the upstream's ids in the place of ours. */
function keyframesOf(body: Json, parents: TaskStart['parents']): Json | undefined {
  const frames = body['keyframes'];
  if (!isObject(frames)) return undefined;
  return Object.fromEntries(
    Object.entries(frames).map(([name, frame]) => {
      const id = isObject(frame) && frame['type'] === 'generation' ? textIn(frame['id']) : undefined;
      if (id === undefined) return [name, frame];
      return [name, { ...objectOf(frame), id: upstreamId(id, `keyframes.${name}.id`, parents) }];
    }),
  );
}

/** Seconds of the film that a follow-up is made from, where its result told them. */
const secondsOfParent = (parent: ParentTask | undefined): number | undefined =>
  parent?.outputs.find(({ kind, seconds }) => kind === 'video' && seconds !== undefined)?.seconds;

/** `prefix`: what stands before '/generations', behind the channel's base URL: '/dream-machine/v1'. */
export function lumaPort({ prefix }: { readonly prefix: string }): TaskPort {
  return {
    serves: (model, action) =>
      action === undefined || (action in paths && makesImage(action) === isImageModel(model)),
    measure({ action, body }) {
      refuseData(body);
      return measured(action, body);
    },
    async start({ action, body, upstreamModel, callbackUrl, parents }, send) {
      const path = paths[action];
      if (path === undefined)
        throw new GatewayError('field_invalid', `this upstream has no ${action}`, {
          param: 'generation_type',
        });
      const ref = textIn(body['id']) ?? '';
      const parent = isFollowUp(action) ? upstreamId(ref, 'id', parents) : '';
      const frames = keyframesOf(body, parents);
      const sent: JsonDraft = { ...body, ...(frames ? { keyframes: frames } : {}) };
      for (const name of notSent) delete sent[name];
      if (isFollowUp(action)) delete sent['model'];
      else sent['model'] = upstreamModel;
      if (callbackUrl !== undefined) sent['callback_url'] = callbackUrl;
      const reply = await send({ method: 'POST', path: prefix + path(parent), json: sent, starts: true });
      const id = textIn(reply.json['id']);
      if (id === undefined) refuseNoAnswer(reply.body);
      const handle = handleOf(id, action, body, secondsOfParent(parents[ref]));
      const report = readGeneration(reply.json, handle);
      if (!isFollowUp(action)) return { handle, report };
      return { handle, report: { ...report, usage: followUpUsage(action, body, handle.seconds) } };
    },
    async poll(handle, send) {
      const known = handleIn(handle);
      const reply = await send({
        method: 'GET',
        path: `${prefix}/generations/${encodeURIComponent(known.id)}`,
        allow: [404],
      });
      if (reply.status === 404) return readUnknown(known, Date.now());
      if (textIn(reply.json['id']) === undefined) refuseNoAnswer(reply.body);
      return readGeneration(reply.json, known);
    },
    // The callback is not signed: it says that there is something to ask for, and no more.
    readCallback: () => ({}),
    writeVideo: writeLumaVideo,
    media: 'url',
  };
}

function handleOf(id: string, action: string, body: Json, parentSeconds: number | undefined): Handle {
  const ratio = ratioIn(body);
  const seconds = action === 'video' ? secondsIn(body) : parentSeconds;
  const hasSize = action === 'video' || action === 'upscale_video';
  return {
    id,
    action,
    at: Date.now(),
    ...(hasSize ? { resolution: resolutionIn(body) } : {}),
    ...(ratio ? { ratio } : {}),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
