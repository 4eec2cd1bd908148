import { isObject, type Json, objectOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { writeForm } from '../picture-files/form.ts';
import { endedAtOnce } from '../pictures.ts';
import { measured } from './measure.ts';
import { readAnswer } from './report.ts';
import { actionsOf, describeModel, legacyWord } from './words.ts';
import { writeIdeogramImage } from './write-image.ts';

/**
 * Ideogram's API, whose requests and answers are the wire 'ideogram': it answers when the pictures are there. Source: the
 * OpenAPI document and the reference of https://developer.ideogram.ai. All but the old generate are forms there.
 */
const paths: Readonly<Record<string, string>> = {
  'v3-generate': '/v1/ideogram-v3/generate',
  'v3-edit': '/v1/ideogram-v3/edit',
  'v3-remix': '/v1/ideogram-v3/remix',
  'v3-reframe': '/v1/ideogram-v3/reframe',
  'v3-replace-background': '/v1/ideogram-v3/replace-background',
  generate: '/generate',
  remix: '/remix',
  upscale: '/upscale',
  describe: '/describe',
};
/** Ideogram's newer name of the edit, for hosts that have that one only. */
const inpaint = '/v1/ideogram-v3/inpaint';

/** The model that the channel names stands in the requests before 3.0; 'AUTO' has no price, so the named one is sent. */
function withModel(action: string, body: Json, upstreamModel: string): Json {
  const request = body['image_request'];
  const word = legacyWord(upstreamModel);
  if ((action !== 'generate' && action !== 'remix') || !isObject(request) || word === undefined) return body;
  return { ...body, image_request: { ...objectOf(request), model: word } };
}

/** `prefix`: '' at Ideogram itself, '/ideogram' at gateways. */
export function ideogramPort({ prefix }: { readonly prefix: string }): TaskPort {
  return {
    serves: (model, action) => {
      const known = actionsOf(model);
      if (action === undefined) return model !== describeModel;
      return action in paths && (known === undefined || known.includes(action));
    },

    measure: ({ action, body }) => measured(action, body),

    async start({ action, body, upstreamModel }, send) {
      const path = paths[action];
      if (path === undefined) throw new GatewayError('field_invalid', `this upstream has no ${action}`);
      const sent = withModel(action, body, upstreamModel);
      const content = action === 'generate' ? { json: sent } : writeForm(sent);
      const isEdit = action === 'v3-edit';
      const ask = (to: string, allow: readonly number[]) =>
        send({ method: 'POST', path: prefix + to, ...content, starts: true, allow });
      let reply = await ask(path, isEdit ? [404] : []);
      if (isEdit && reply.status === 404) reply = await ask(inpaint, []);
      const byPicture = action !== 'upscale' && action !== 'describe';
      return { handle: { action }, report: readAnswer(reply.json, byPicture) };
    },

    poll: endedAtOnce,

    writeImage: writeIdeogramImage,
    media: 'data',
  };
}
