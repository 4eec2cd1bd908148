import { z } from 'zod';

/**
 * Bodies of Kling's API, its documented form (kling.ai/document-api, "legacy" pages) with what gateways of this family
 * take besides: `model` for `model_name`, numbers for texts of digits. Fields that are not named here pass untouched.
 */
const picture =
  'Address, or base64 without the data: prefix. JPG or PNG, up to 10 MB, at least 300 pixels a side.';
const modelName = z.string().min(1).max(256).optional().meta({ description: 'Name of the model.' });
const shared = {
  model_name: modelName,
  model: z.string().min(1).max(256).optional().meta({ description: 'The same as model_name.' }),
  callback_url: z
    .string()
    .max(2048)
    .nullish()
    .meta({ description: 'Told of each change of the task by POST, as page Callback protocol says.' }),
  external_task_id: z
    .string()
    .max(256)
    .nullish()
    .meta({ description: 'Your own name of the task; queries take it in place of task_id.' }),
};
const prompt = z.string().max(2500).meta({ description: 'What is to be seen, up to 2500 characters.' });
const negative = z.string().max(2500).nullish().meta({ description: 'What is not to be seen.' });
const fraction = z.union([z.number(), z.string()]).nullish();
const cfgScale = fraction.meta({
  description: '0 to 1: how closely the prompt is followed. Not for models from 2.0 on.',
});
const mode = z
  .string()
  .nullish()
  .meta({ description: 'std (720p), pro (1080p); 4k with models of version 3.' });
const duration = z
  .union([z.string(), z.number()])
  .nullish()
  .meta({ description: 'Seconds: 5 or 10; 3 to 15 with models of version 3.' });
const aspect = z.string().nullish().meta({ description: '16:9, 9:16 or 1:1.' });
const sound = z
  .string()
  .nullish()
  .meta({ description: 'on: with sound. kling-v2-6 (mode pro) and models of version 3.' });
const voices = z
  .array(z.looseObject({ voice_id: z.union([z.string(), z.number()]) }))
  .max(2)
  .nullish()
  .meta({ description: 'Voices that the prompt names as <<<voice_1>>>, with sound.' });
const axis = z.number().min(-10).max(10).optional();
const camera = z
  .looseObject({
    type: z
      .enum(['simple', 'down_back', 'forward_up', 'right_turn_forward', 'left_turn_forward'])
      .nullish()
      .meta({ description: 'simple takes config, the others are ready movements.' }),
    config: z
      .looseObject({ horizontal: axis, vertical: axis, pan: axis, tilt: axis, roll: axis, zoom: axis })
      .nullish()
      .meta({ description: 'One of the movements, -10 to 10.' }),
  })
  .nullish()
  .meta({ description: 'Movement of the camera; older models only.' });
const watermark = z
  .looseObject({ enabled: z.boolean().optional() })
  .nullish()
  .meta({ description: 'enabled: true also makes a copy with a watermark.' });
const shots = {
  multi_shot: z
    .boolean()
    .nullish()
    .meta({ description: 'Several shots; models of version 3. Excludes prompt.' }),
  shot_type: z.enum(['customize', 'intelligence']).nullish().meta({ description: 'Only with multi_shot.' }),
  multi_prompt: z
    .array(
      z.looseObject({
        index: z.number().optional(),
        prompt: z.string().max(512),
        duration: z.union([z.string(), z.number()]),
      }),
    )
    .max(6)
    .nullish()
    .meta({ description: 'Up to 6 shots; their durations make up duration.' }),
};
const elements = z
  .array(z.looseObject({ element_id: z.union([z.string(), z.number()]) }))
  .nullish()
  .meta({ description: 'Elements made before, named in the prompt as <<<element_1>>>.' });

const film = {
  negative_prompt: negative,
  cfg_scale: cfgScale,
  mode,
  sound,
  voice_list: voices,
  camera_control: camera,
  aspect_ratio: aspect,
  duration,
  ...shots,
  element_list: elements,
  watermark_info: watermark,
};

export const text2video = z.looseObject({ ...shared, prompt: prompt.nullish(), ...film });

export const image2video = z.looseObject({
  ...shared,
  image: z.string().nullish().meta({ description: picture }),
  image_tail: z.string().nullish().meta({ description: 'The last frame; needs mode pro with most models.' }),
  prompt: prompt.nullish(),
  ...film,
  static_mask: z
    .string()
    .nullish()
    .meta({ description: 'What stands still, white on black; older models only.' }),
  dynamic_masks: z
    .array(
      z.looseObject({
        mask: z.string(),
        trajectories: z
          .array(z.looseObject({ x: z.number(), y: z.number() }))
          .min(2)
          .max(77),
      }),
    )
    .max(6)
    .nullish()
    .meta({ description: 'What moves where: a mask and a path of points each; older models only.' }),
});

export const multiImage = z.looseObject({
  ...shared,
  image_list: z
    .array(z.looseObject({ image: z.string().min(1).meta({ description: picture }) }))
    .min(1)
    .max(4)
    .meta({ description: 'One to four pictures.' }),
  prompt: prompt.nullish(),
  negative_prompt: negative,
  mode,
  duration,
  aspect_ratio: z.enum(['16:9', '9:16', '1:1']).nullish().meta({ description: '16:9, 9:16 or 1:1.' }),
});

export const images = z.looseObject({
  ...shared,
  prompt,
  negative_prompt: negative,
  image: z.string().nullish().meta({ description: picture }),
  image_reference: z
    .enum(['subject', 'face'])
    .nullish()
    .meta({ description: 'What of the picture is kept.' }),
  image_fidelity: z.number().min(0).max(1).nullish().meta({ description: '0 to 1: how alike the picture.' }),
  human_fidelity: z.number().min(0).max(1).nullish().meta({ description: '0 to 1: how alike the face.' }),
  resolution: z.string().nullish().meta({ description: '1k or 2k.' }),
  n: z.int().min(1).max(9).nullish().meta({ description: 'How many pictures; all are charged.' }),
  aspect_ratio: z.string().nullish().meta({ description: '16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3 or 21:9.' }),
});

export const tryOn = z.looseObject({
  ...shared,
  human_image: z.string().min(1).meta({ description: 'Who wears it: address or base64.' }),
  cloth_image: z.string().min(1).meta({ description: 'What is worn: address or base64.' }),
});

export const lipSync = z.looseObject({
  ...shared,
  input: z.looseObject({
    task_id: z.string().nullish().meta({ description: 'The task that made the video; not needed.' }),
    video_id: z
      .string()
      .nullish()
      .meta({ description: 'Id of a video in the result of a task, or of the task; or video_url.' }),
    video_url: z.string().nullish().meta({ description: 'MP4 or MOV, up to 100 MB, 2 to 10 seconds.' }),
    mode: z.enum(['text2video', 'audio2video']).meta({ description: 'Speaks a text, or follows a sound.' }),
    text: z.string().max(120).nullish().meta({ description: 'What is said, up to 120 characters.' }),
    voice_id: z.string().nullish().meta({ description: 'Who says it.' }),
    voice_language: z.enum(['zh', 'en']).nullish().meta({ description: 'Language of the voice.' }),
    voice_speed: z.number().min(0.8).max(2).nullish().meta({ description: '0.8 to 2.' }),
    audio_type: z.enum(['file', 'url']).nullish().meta({ description: 'Where the sound is.' }),
    audio_file: z.string().nullish().meta({ description: 'Base64 of the sound, up to 5 MB.' }),
    audio_url: z.string().nullish().meta({ description: 'Address of the sound.' }),
  }),
});

export const videoExtend = z.looseObject({
  ...shared,
  video_id: z.string().min(1).meta({
    description: 'The video to go on from: its id in the result of a task, or the id of that task.',
  }),
  prompt: prompt.nullish(),
  negative_prompt: negative,
  cfg_scale: cfgScale,
});

export const effects = z.looseObject({
  ...shared,
  effect_scene: z.string().min(1).max(256).meta({ description: 'Name of the effect.' }),
  input: z
    .looseObject({
      model_name: z.string().nullish().meta({ description: 'Older effects only.' }),
      mode: z.string().nullish().meta({ description: 'std or pro; older effects only.' }),
      image: z.string().nullish().meta({ description: 'The picture of an effect for one.' }),
      images: z
        .array(z.string())
        .length(2)
        .nullish()
        .meta({ description: 'The pictures of an effect for two: left, right.' }),
      duration: z
        .union([z.string(), z.number()])
        .nullish()
        .meta({ description: 'Older effects only: 5 or 10.' }),
    })
    .meta({ description: 'What the effect is made of.' }),
});

/** Everything that is passed on as it is. */
export const anything = z.looseObject(shared);

export const pathed = z.looseObject({
  prompt: z.string().max(3072).nullish().meta({ description: 'What is to be seen.' }),
  contents: z
    .array(
      z.looseObject({
        type: z.string().meta({
          description: 'prompt, first_frame, last_frame, element, refer_image, base_video and others.',
        }),
        text: z.string().nullish().meta({ description: 'Of a prompt.' }),
        url: z.string().nullish().meta({ description: 'Of a picture or video.' }),
      }),
    )
    .nullish()
    .meta({ description: 'Prompt, pictures and videos, one item each.' }),
  settings: z
    .looseObject({
      resolution: z.string().nullish().meta({ description: '720p, 1080p or 4k.' }),
      aspect_ratio: aspect,
      duration: z.union([z.string(), z.number()]).nullish().meta({ description: 'Seconds.' }),
      audio: z.string().nullish().meta({ description: 'native, original or off.' }),
    })
    .nullish()
    .meta({ description: 'How it is made.' }),
  options: z
    .looseObject({
      callback_url: shared.callback_url,
      external_task_id: shared.external_task_id,
      watermark_info: watermark,
    })
    .nullish()
    .meta({ description: 'Callback, your own name of the task, watermark.' }),
});
