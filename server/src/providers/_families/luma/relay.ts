import { type Json, type JsonDraft, objectIn, objectOf, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { refuseNoAnswer } from './faults.ts';
import { measured, ratioIn, resolutionIn, secondsIn } from './measure.ts';
import { upstreamId } from './official.ts';
import { type Handle, handleIn, readGeneration, readUnknown, words } from './report.ts';
import { writeLumaVideo } from './write-video.ts';

/**
 * The form in which gateways of this family sell Luma: `/luma/generations` with `user_prompt`, `model_name`, `image_url`.
 * It makes films only. What comes back is told in the words of the official wire, its own fields kept beside them.
 * Source: the public pages of such gateways ("Submit video generation task", "Extended video", "Query a single task").
 */
const modelNames: Readonly<Record<string, string>> = { 'ray-2': 'ray-v2', 'ray-1-6': 'ray-v1' };

/** Fields that the relay form has under another name, or not at all. */
const renamed = ['prompt', 'model', 'keyframes', 'generation_type', 'callback_url', 'id'];

const officialWords: Readonly<Record<string, string>> = { pending: 'queued', processing: 'dreaming' };

/** Answers are the object, or a list of one. */
function generationIn(bytes: Buffer, json: Json): Json {
  if (textIn(json['id']) !== undefined) return json;
  const list: unknown = bytes[0] === 0x5b ? JSON.parse(bytes.toString('utf8')) : undefined;
  const first = Array.isArray(list) ? objectIn(list[0]) : objectIn(json['data']);
  return textIn(first?.['id']) === undefined ? refuseNoAnswer(bytes) : objectOf(first);
}

/** The body in the official wire's words. */
function toOfficial(body: Json): Json {
  const state = textIn(body['state']) ?? '';
  const video = objectOf(body['video']);
  const film =
    textIn(video['download_url']) ?? textIn(video['url']) ?? textIn(objectOf(body['video_raw'])['url']);
  const picture = textIn(objectOf(body['thumbnail'])['url']);
  // Finished is what can be fetched: for a while the clean file may be missing.
  const isEarly = state === 'completed' && film === undefined;
  return {
    ...body,
    generation_type: 'video',
    state: isEarly ? 'dreaming' : (officialWords[state] ?? state),
    assets: { video: film ?? null, image: picture ?? null, progress_video: null },
  };
}

/** `prefix`: '/luma'. */
export function lumaRelayPort({ prefix }: { readonly prefix: string }): TaskPort {
  return {
    serves: (model, action) => (action ?? 'video') === 'video' && !model.startsWith('photon'),
    measure: ({ action, body }) => measured(action, body),
    async start({ action, body, upstreamModel, callbackUrl, parents }, send) {
      const frames = objectOf(body['keyframes']);
      const frame0 = objectOf(frames['frame0']);
      const frame1 = objectOf(frames['frame1']);
      if (frame1['type'] === 'generation')
        throw new GatewayError('field_invalid', 'this upstream cannot end with an earlier film', {
          param: 'keyframes.frame1',
        });
      const ref = frame0['type'] === 'generation' ? textIn(frame0['id']) : undefined;
      const path =
        ref === undefined
          ? `${prefix}/generations`
          : `${prefix}/generations/${encodeURIComponent(upstreamId(ref, 'keyframes.frame0.id', parents))}/extend`;
      const sent: JsonDraft = { user_prompt: body['prompt'] ?? '', ...body };
      for (const name of renamed) delete sent[name];
      sent['model_name'] = modelNames[upstreamModel] ?? upstreamModel;
      if (textIn(frame0['url'])) sent['image_url'] = frame0['url'];
      if (textIn(frame1['url'])) sent['image_end_url'] = frame1['url'];
      if (callbackUrl !== undefined) sent['notify_hook'] = callbackUrl;
      const reply = await send({ method: 'POST', path, json: sent, starts: true });
      const made = toOfficial(generationIn(reply.body, reply.json));
      const ratio = ratioIn(body);
      const handle: Handle = {
        id: textIn(made['id']) ?? '',
        action,
        at: Date.now(),
        resolution: resolutionIn(body),
        ...(ratio ? { ratio } : {}),
        seconds: secondsIn(body),
      };
      return { handle, report: readGeneration(made, handle) };
    },
    async poll(handle, send) {
      const known = handleIn(handle);
      const reply = await send({
        method: 'GET',
        path: `${prefix}/generations/${encodeURIComponent(known.id)}`,
        allow: [404],
      });
      if (reply.status === 404) return readUnknown(known, Date.now());
      return readGeneration(toOfficial(generationIn(reply.body, reply.json)), known);
    },
    pollMany: {
      most: 50,
      async poll(handles, send) {
        const known = handles.map(handleIn);
        const reply = await send({
          method: 'POST',
          path: `${prefix}/tasks`,
          json: { ids: known.map(({ id }) => id) },
        });
        const parsed: unknown = JSON.parse(reply.body.toString('utf8'));
        const list = Array.isArray(parsed)
          ? parsed
          : Array.isArray(reply.json['data'])
            ? reply.json['data']
            : [];
        const byId = new Map<string, Json>();
        for (const one of list) {
          // Some answer with the generation inside a task of their own.
          const body = objectIn(objectOf(one)['data']) ?? objectOf(one);
          const id = textIn(body['id']);
          if (id !== undefined && (textIn(body['state']) ?? '') in words) byId.set(id, body);
        }
        return known.map((handle) => {
          const body = byId.get(handle.id);
          return body === undefined ? undefined : readGeneration(toOfficial(body), handle);
        });
      },
    },
    readCallback: () => ({}),
    writeVideo: writeLumaVideo,
    media: 'url',
  };
}
