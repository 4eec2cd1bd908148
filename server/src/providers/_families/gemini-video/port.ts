import { isObject, type Json, objectOf, textIn, textOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Access } from '../../../spec/provider.ts';
import type { ParentTask, TaskPort, TaskReport, TaskSend } from '../../../spec/task.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody } from '../gemini/faults.ts';
import { instanceOf, measureAsked, parametersOf, parentIn, readAsked } from './ask.ts';
import { readInteraction, writeInteraction } from './interactions.ts';
import type { Place } from './models.ts';
import { isVideoModel, type Traits, traitsOf } from './names.ts';
import { type OperationHandle, readOperation } from './operations.ts';
import { writeVideo } from './write-video.ts';

export type GeminiVideoOptions = {
  readonly place: Place;
  /** Path of a method behind the base URL. */
  readonly path: (upstreamModel: string, method: string, access: Access) => string;
};

const refused = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

/** The field that names the earlier film. */
const filmField = 'instances[0].video';

/**
 * Films of Google's, on the Gemini API and on Vertex AI: `predictLongRunning` and its operations, and for Gemini Omni,
 * which Google has only on the Gemini API's Interactions, those.
 */
export function geminiVideoPort({ place, path }: GeminiVideoOptions): TaskPort {
  const serves: TaskPort['serves'] = (model, action) =>
    isVideoModel(model) &&
    (place === 'studio' || traitsOf(model).family !== 'omni') &&
    (action === undefined || action === 'generate');

  const poll = async (handle: Json, send: TaskSend): Promise<TaskReport> => {
    const interaction = textIn(handle['interaction']);
    if (interaction !== undefined) {
      const { json } = await send({
        method: 'GET',
        path: `/v1beta/interactions/${encodeURIComponent(interaction)}`,
      });
      if (textIn(json['status']) === undefined) throw faultOf(json);
      return readInteraction(json);
    }
    const known = operationIn(handle);
    return readOperation(await askOperation(known, send), known);
  };

  return {
    serves,
    media: 'data',
    measure: ({ body, upstreamModel }) => measureAsked(body, upstreamModel),
    writeVideo: (video, to) => ({ action: 'generate', body: writeVideo(video, to, place) }),
    poll,

    async start({ body, upstreamModel, access, parents }, send) {
      const asked = readAsked(body, upstreamModel);
      const { traits } = asked;
      const earlier = parentIn(body);
      const parent = earlier && parents[earlier.ref];
      if (earlier && !parent) throw refused(filmField, 'there is no such film to go on from');
      if (parent && parent.status !== 'succeeded')
        throw refused(filmField, 'the film to go on from is not ready');
      if (traits.family === 'omni') {
        const previous = parent && textIn(parent.handle['interaction']);
        if (parent && previous === undefined)
          throw refused(filmField, `${traits.upstream} goes on only with films that it made`);
        const { json } = await send({
          method: 'POST',
          path: '/v1beta/interactions',
          json: writeInteraction(body, asked, previous),
          starts: true,
        });
        const id = textIn(json['id']);
        if (id === undefined) throw faultOf(json);
        return {
          handle: { interaction: id },
          report: { ...readInteraction(json), handle: { interaction: id } },
        };
      }
      const film = parent && earlier && (await googleFilm(parent, earlier.index, send));
      const { json } = await send({
        method: 'POST',
        path: path(traits.upstream, 'predictLongRunning', access),
        json: requestBody(body, traits, film),
        starts: true,
      });
      const operation = textIn(json['name']);
      if (operation === undefined) throw faultOf(json);
      const handle: OperationHandle = {
        operation,
        ...(place === 'vertex' ? { ask: path(traits.upstream, 'fetchPredictOperation', access) } : {}),
      };
      return { handle, report: json['done'] === true ? readOperation(json, handle) : { status: 'queued' } };
    },

    async cancel(handle, send) {
      const interaction = textIn(handle['interaction']);
      if (interaction === undefined)
        throw new GatewayError('task_not_cancellable', 'Google does not stop a film that it has begun');
      const { json, status } = await send({
        method: 'POST',
        path: `/v1beta/interactions/${encodeURIComponent(interaction)}/cancel`,
        allow: [400, 409],
      });
      if (status !== 200)
        throw new GatewayError('task_not_cancellable', 'it is too late to cancel this film');
      const report = readInteraction(json);
      return report.status === undefined || report.status === 'running' ? { status: 'cancelled' } : report;
    },
  };
}

/** An answer with status 200 that names no job: an error in it, or nothing that can be read. */
function faultOf(body: Json): GatewayError {
  const { code, message, detail } = faultInBody(body) ?? garbage;
  return new GatewayError(code, message, detail ?? {});
}

function operationIn(handle: Json): OperationHandle {
  const ask = textIn(handle['ask']);
  return { operation: textOf(handle['operation']), ...(ask === undefined ? {} : { ask }) };
}

async function askOperation({ operation, ask }: OperationHandle, send: TaskSend): Promise<Json> {
  const { json } = await (ask === undefined
    ? send({ method: 'GET', path: `/v1beta/${operation}` })
    : send({ method: 'POST', path: ask, json: { operationName: operation } }));
  if (textIn(json['name']) === undefined && json['done'] !== true) throw faultOf(json);
  return json;
}

/** A finished film as the same upstream takes it again: its address, or on Vertex AI its bytes, asked for once more. */
async function googleFilm(parent: ParentTask, index: number, send: TaskSend): Promise<Json> {
  const none = () => refused(filmField, 'the film to go on from was made elsewhere, or is no longer there');
  const handle = operationIn(parent.handle);
  if (handle.operation === '') throw none();
  if (handle.ask === undefined) {
    const uri = Array.isArray(parent.handle['videos']) ? textIn(parent.handle['videos'][index]) : undefined;
    if (uri === undefined) throw none();
    return { uri };
  }
  const { outputs = [] } = readOperation(await askOperation(handle, send), handle);
  const film = outputs[index];
  if (film?.data !== undefined) return { bytesBase64Encoded: film.data, mimeType: film.mediaType };
  if (film?.url === undefined) throw none();
  return { gcsUri: film.url, mimeType: film.mediaType };
}

/** The client's body with the model's own resolution, and with Google's name of the film that it goes on from. */
function requestBody(body: Json, { fixed }: Traits, film: Json | undefined): Json {
  const instance = instanceOf(body);
  const parameters = parametersOf(body);
  const others = film ? withoutNames(objectOf(instance['video'])) : {};
  return {
    ...body,
    instances: [film ? { ...instance, video: { ...others, ...film } } : instance],
    ...(fixed !== undefined || isObject(body['parameters'])
      ? { parameters: { ...(fixed === undefined ? {} : { resolution: fixed }), ...parameters } }
      : {}),
  };
}

function withoutNames(video: Json): Json {
  const { uri: _uri, encoding: _encoding, mimeType: _type, ...rest } = video;
  return rest;
}
