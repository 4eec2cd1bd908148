import { type Json, objectOf, objectsIn, textIn, wordOf } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { isFinal, type ParentTask, type TaskStart } from '../../../spec/task.ts';
import { extension } from './measure.ts';
import { isPathAction, traitsOf } from './models.ts';

/** A request as Kling gets it. `action`: the one that Kling does, which names the path of the query too. */
export type Written = { readonly action: string; readonly path: string; readonly body: Json };

/** Actions whose bodies name the model. */
const named = new Set([
  'images/generations',
  'images/kolors-virtual-try-on',
  'images/omni-image',
  'images/multi-image2image',
  'videos/text2video',
  'videos/image2video',
  'videos/multi-image2video',
  'videos/omni-video',
  'videos/motion-control',
]);

/** What the omni models do at a place of their own. */
const films = new Set(['videos/text2video', 'videos/image2video', 'videos/multi-image2video']);

const outputOf = (parent: ParentTask) =>
  parent.outputs.find(({ kind, role, ref }) => kind === 'video' && role === undefined && ref !== undefined) ??
  parent.outputs.find(({ ref }) => ref !== undefined);

/**
 * The body with Kling's names in the place of ours, base64 without what it does not take before it, and durations as
 * texts. Only values that stand in a field are looked at, so that a prompt of the same letters stays.
 */
function translated(value: unknown, name: string, parents: TaskStart['parents']): unknown {
  if (Array.isArray(value)) return value.map((one) => translated(one, name, parents));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, translated(one, key, parents)]),
    );
  if (typeof value === 'number') return name === 'duration' ? String(value) : value;
  if (typeof value !== 'string' || name === 'prompt' || name === 'text') return value;
  if (value.startsWith('data:'))
    return value.slice(0, 200).replace(/^data:[^,]*;base64,/i, '') + value.slice(200);
  const parent = name.endsWith('_id') && Object.hasOwn(parents, value) ? parents[value] : undefined;
  if (!parent?.byId) return value;
  const known = name.endsWith('task_id') ? wordOf(parent.handle['id']) : outputOf(parent)?.ref;
  if (known !== undefined && known !== '') return known;
  if (isFinal(parent.status))
    throw new GatewayError('field_invalid', `${name}: the task ${value} has made no video`, { param: name });
  throw new GatewayError('task_running', `${name}: the task ${value} is not done yet`, { param: name });
}

/** Of a film of a text, a picture or several: the same at the place where the omni models take it. */
function asOmni(body: Json, model: string): Json {
  const {
    image,
    image_tail: last,
    image_list: list,
    negative_prompt: negative,
    cfg_scale: _scale,
    prompt,
    ...rest
  } = body;
  const frame = (url: unknown, type: string) => (textIn(url) === undefined ? [] : [{ image_url: url, type }]);
  const references = objectsIn(list).map((one) => ({ image_url: one['image'] }));
  const images = [...frame(image, 'first_frame'), ...frame(last, 'end_frame'), ...references];
  const named = `A scene with ${references.map((_, at) => `<<<image_${at + 1}>>>`).join(' and ')}.`;
  const wanted = textIn(prompt) ?? (references.length > 0 ? named : undefined);
  const unwanted = textIn(negative);
  return {
    ...rest,
    model_name: model,
    ...(wanted === undefined
      ? {}
      : { prompt: unwanted === undefined ? wanted : `${wanted}\nAvoid: ${unwanted}` }),
    ...(images.length > 0 ? { image_list: images } : {}),
  };
}

/**
 * The next shot after a video, by the omni models. The way that Kling's guide to them names, since the models whose
 * videos /video-extend could lengthen have ended.
 */
function asNextShot(body: Json, model: string, parents: TaskStart['parents']): Json {
  const { video_id: id, prompt, negative_prompt: negative, cfg_scale: _scale, ...rest } = body;
  const parent = parents[wordOf(id)];
  const made = parent?.outputs.filter(({ kind, url }) => kind === 'video' && url !== undefined) ?? [];
  const video = made.find(({ ref }) => ref === id) ?? made.find(({ role }) => role === undefined);
  if (!video) {
    if (parent && !isFinal(parent.status))
      throw new GatewayError('task_running', 'the task of video_id is not done yet', { param: 'video_id' });
    throw new GatewayError('field_invalid', 'video_id names no video that a task of yours has made', {
      param: 'video_id',
    });
  }
  const unwanted = textIn(negative);
  const wanted = `Based on <<<video_1>>>, generate the next shot: ${textIn(prompt) ?? 'the scene goes on.'}`;
  return {
    mode: 'std',
    duration: String(extension.seconds),
    ...rest,
    model_name: model,
    prompt: unwanted === undefined ? wanted : `${wanted}\nAvoid: ${unwanted}`,
    video_list: [{ video_url: video.url, refer_type: 'feature', keep_original_sound: 'no' }],
  };
}

/** What is sent to make a task. `prefix`: what stands before Kling's own paths ('' at Kling, '/kling' at a gateway). */
export function writeStart(
  { action, body, upstreamModel: model, taskId, callbackUrl, parents }: TaskStart,
  prefix: string,
): Written {
  if (isPathAction(action)) {
    const options = {
      ...objectOf(body['options']),
      external_task_id: taskId,
      ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
    };
    // Unlike the older form this one counts seconds in numbers.
    const settings = objectOf(body['settings']);
    const length = Number(wordOf(settings['duration']));
    const sent = objectOf(translated(body, '', parents));
    return {
      action,
      path: `${prefix}/${action}/${encodeURIComponent(model)}`,
      body: {
        ...sent,
        ...(length > 0 ? { settings: { ...objectOf(sent['settings']), duration: length } } : {}),
        options,
      },
    };
  }
  const omni = traitsOf(model)?.omni === true;
  const isNext = omni && action === 'videos/video-extend';
  const isFilm = omni && films.has(action);
  const meant = isNext ? asNextShot(body, model, parents) : isFilm ? asOmni(body, model) : body;
  const does = isNext || isFilm ? 'videos/omni-video' : action;
  const sent = objectOf(translated(meant, '', parents));
  return {
    action: does,
    path: `${prefix}/v1/${does.split('/').map(encodeURIComponent).join('/')}`,
    body: {
      ...sent,
      ...(named.has(does) || 'model_name' in sent ? { model_name: model } : {}),
      // Kling wants these to differ among all tasks of the account, and finds a task by it whose start nobody saw.
      external_task_id: taskId,
      ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
    },
  };
}
