import { objectIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf, resolutionOf, type VideoRequest } from '../../../spec/video.ts';
import { isPathModel, type Traits, traitsOf } from './models.ts';

const refuse = (message: string, param: string): GatewayError =>
  new GatewayError('field_invalid', message, { param });

const aspects = ['16:9', '9:16', '1:1'];
const modes: Readonly<Record<string, string>> = {
  '480p': 'std',
  '512p': 'std',
  '540p': 'std',
  '720p': 'std',
  '768p': 'std',
};

/** Fields of the wire that a client of a neutral dialect may give under Kling's name. */
const passed = new Set([
  'cfg_scale',
  'camera_control',
  'element_list',
  'voice_list',
  'static_mask',
  'dynamic_masks',
  'multi_shot',
  'shot_type',
  'multi_prompt',
]);

/** The shortest length that the model has and that is no shorter than what was asked for. */
function lengthOf(seconds: number | undefined, model: string, known: Traits | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const allowed = known?.seconds ?? [5, 10];
  const fitting =
    'from' in allowed
      ? Math.max(allowed.from, Math.ceil(seconds)) <= allowed.to
        ? Math.max(allowed.from, Math.ceil(seconds))
        : undefined
      : allowed.find((one) => one >= seconds);
  if (fitting === undefined)
    throw refuse(
      `${model} makes videos of ${'from' in allowed ? allowed.to : allowed.at(-1)} seconds at most`,
      'seconds',
    );
  return fitting;
}

function modeOf(video: VideoRequest, known: Traits | undefined): string | undefined {
  const resolution = resolutionOf(video);
  // Sound of this model comes in its better mode only.
  if (video.sound === true && known?.sound === 'pro') return 'pro';
  if (resolution === undefined) return undefined;
  if (resolution === '4k' || resolution === '2160p') return known?.fourK ? '4k' : 'pro';
  return modes[resolution] ?? 'pro';
}

const resolutionByMode: Readonly<Record<string, string>> = { std: '720p', pro: '1080p', '4k': '4k' };

/** A film asked for in another dialect, as Kling takes it. Throws field_invalid for what this model cannot mean. */
export const writeVideo: NonNullable<TaskPort['writeVideo']> = (
  video,
  { upstreamModel: model, parents, drop },
) => {
  const known = traitsOf(model);
  if ((video.count ?? 1) > 1) throw refuse('Kling makes one video a request', 'n');
  if (video.seed !== undefined) drop('seed');
  if (video.enhancePrompt !== undefined) drop('enhance_prompt');
  for (const name of Object.keys(video.extra)) if (!passed.has(name)) drop(name);
  const extra = Object.fromEntries(Object.entries(video.extra).filter(([name]) => passed.has(name)));

  const of = (role: string) => video.images.filter((image) => image.role === role).map(({ url }) => url);
  const [first, ...moreFirst] = of('first');
  const [last] = of('last');
  const references = [...of('reference'), ...moreFirst];
  const parent = video.parent && parents[video.parent.ref];
  const earlier = parent?.outputs.find(
    ({ kind, role, url }) => kind === 'video' && role === undefined && url !== undefined,
  );
  const source = video.video?.url ?? earlier?.url;
  const goesOn = video.parent?.how === 'extend';
  if (video.parent && source === undefined) throw refuse('the earlier task has no video', 'video');
  if ((source !== undefined || references.length > 0) && !known?.omni)
    throw refuse(
      `${model} takes no reference pictures or videos; kling-v3-omni and kling-video-o1 do`,
      'model',
    );

  const seconds = lengthOf(video.seconds, model, known);
  const mode = modeOf(video, known);
  const aspect = aspectOf(video, aspects);
  const sound = video.sound === undefined ? undefined : video.sound ? 'on' : 'off';
  if (sound === 'on' && known && known.sound === undefined) throw refuse(`${model} makes no sound`, 'sound');
  const watermark = video.watermark === undefined ? {} : { watermark_info: { enabled: video.watermark } };
  const prompt =
    video.negativePrompt !== undefined && (known?.omni || isPathModel(model))
      ? `${video.prompt}\nAvoid: ${video.negativePrompt}`
      : video.prompt;

  if (isPathModel(model)) {
    const action =
      known?.omni && (source !== undefined || references.length > 0)
        ? 'omni-video'
        : first || last
          ? 'image-to-video'
          : 'text-to-video';
    const item = (type: string, url: string | undefined) => (url === undefined ? [] : [{ type, url }]);
    const settings = {
      ...(mode === undefined ? {} : { resolution: resolutionByMode[mode] }),
      ...(aspect === undefined || action === 'image-to-video' ? {} : { aspect_ratio: aspect }),
      ...(seconds === undefined ? {} : { duration: seconds }),
      ...(sound === undefined || known?.sound === 'always'
        ? {}
        : { audio: sound === 'on' ? 'native' : 'off' }),
    };
    if (sound === 'off' && known?.sound === 'always') drop('sound');
    return {
      action,
      body: {
        ...(action === 'text-to-video' ? { prompt } : {}),
        ...(action === 'text-to-video'
          ? {}
          : {
              contents: [
                { type: 'prompt', text: prompt },
                ...item('first_frame', first),
                ...item('last_frame', last),
                ...references.flatMap((url) => item('refer_image', url)),
                ...item(goesOn ? 'feature_video' : 'base_video', source),
              ],
            }),
        settings,
        options: watermark,
      },
    };
  }

  const common = {
    model_name: model,
    ...(mode === undefined ? {} : { mode }),
    ...(seconds === undefined ? {} : { duration: String(seconds) }),
    ...(sound === undefined || (sound === 'off' && !known?.sound) ? {} : { sound }),
    ...watermark,
    ...extra,
  };
  if (known?.omni) {
    const item = (url: string | undefined, type?: string) =>
      url === undefined ? [] : [{ image_url: url, ...(type === undefined ? {} : { type }) }];
    const pictures = [
      ...item(first, 'first_frame'),
      ...item(last, 'end_frame'),
      ...references.flatMap((url) => item(url)),
    ];
    return {
      action: 'videos/omni-video',
      body: {
        ...common,
        prompt: goesOn ? `Based on <<<video_1>>>, generate the next shot: ${prompt}` : prompt,
        ...(aspect === undefined ? {} : { aspect_ratio: aspect }),
        ...(pictures.length > 0 ? { image_list: pictures } : {}),
        ...(source === undefined
          ? {}
          : { video_list: [{ video_url: source, refer_type: goesOn ? 'feature' : 'base' }] }),
      },
    };
  }
  const camera = objectIn(extra['camera_control']);
  if (camera && last !== undefined)
    throw refuse('camera_control and a last frame exclude each other', 'camera_control');
  const negative = video.negativePrompt === undefined ? {} : { negative_prompt: video.negativePrompt };
  if (first === undefined && last === undefined)
    return {
      action: 'videos/text2video',
      body: { ...common, prompt, ...negative, ...(aspect === undefined ? {} : { aspect_ratio: aspect }) },
    };
  return {
    action: 'videos/image2video',
    body: {
      ...common,
      prompt,
      ...negative,
      ...(first === undefined ? {} : { image: first }),
      ...(last === undefined ? {} : { image_tail: last }),
      ...(last === undefined || mode !== undefined ? {} : { mode: 'pro' }),
    },
  };
};
