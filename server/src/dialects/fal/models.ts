import { z } from 'zod';
import type { CallKind } from '../../spec/call.ts';
import type { Text } from '../../spec/text.ts';
import * as w from './wire.ts';

/** The models that the manual tells of, each at its own address with its own fields. */
export type Listed = {
  /** 'fal-ai/veo3/fast'. */
  readonly id: string;
  readonly kind: CallKind;
  readonly rows: readonly string[];
  readonly summary: Text;
  readonly body: z.ZodType;
};

const bananaRatios = ['21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16'];
const wideRatios = [...bananaRatios, '4:1', '1:4', '8:1', '1:8'];
const pictureFormats = ['png', 'jpeg', 'webp'];

const banana = {
  prompt: w.prompt,
  num_images: w.count,
  output_format: w.format(pictureFormats, 'png'),
  safety_tolerance: w.tolerance('4'),
  limit_generations: w.flag('One picture for each round, whatever the prompt says.', true),
  sync_mode: w.syncMode,
  seed: w.seed,
};
const banana2 = {
  ...banana,
  aspect_ratio: w.aspect(['auto', ...wideRatios], 'auto'),
  resolution: w.resolution(['0.5K', '1K', '2K', '4K'], '1K'),
  enable_web_search: w.flag('Look things up in the web first; costs more.', false),
  thinking_level: w.word('Think first; high costs more.', ['minimal', 'high']),
};

const flux = {
  seed: w.seed,
  sync_mode: w.syncMode,
  num_images: w.count,
  enable_safety_checker: w.safetyChecker(true),
  output_format: w.format(['jpeg', 'png'], 'jpeg'),
};
const levels = ['none', 'regular', 'high'];

const kontextRatios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'];
const kontext = {
  prompt: w.prompt,
  guidance_scale: w.guidance(3.5, 1, 20),
  num_images: w.count,
  output_format: w.format(['jpeg', 'png'], 'jpeg'),
  safety_tolerance: w.tolerance('2'),
  enhance_prompt: w.flag('Let the prompt be written better.', false),
  sync_mode: w.syncMode,
  seed: w.seed,
};
const kontextShape = w.aspect(kontextRatios);

const seedream = {
  prompt: w.prompt,
  image_size: w.size(undefined, ['auto', 'auto_2K', 'auto_4K']),
  num_images: w.whole('How many pictures.', 1, 1, 6),
  max_images: w.whole('The most pictures that one of them may become.', 1, 1, 6),
  seed: w.seed,
  sync_mode: w.syncMode,
  enable_safety_checker: w.safetyChecker(true),
  enhance_prompt_mode: w.word('How the prompt is written better.', ['standard', 'fast'], 'standard'),
};

const qwen = {
  prompt: w.prompt,
  guidance_scale: w.guidance(4, 0, 20),
  negative_prompt: w.negativePrompt,
  num_images: w.count,
  output_format: w.format(['png', 'jpeg'], 'png'),
  enable_safety_checker: w.safetyChecker(true),
  sync_mode: w.syncMode,
  seed: w.seed,
};

const lora = {
  ...flux,
  prompt: w.prompt,
  num_inference_steps: w.steps(28, 1, 50),
  guidance_scale: w.guidance(3.5, 0, 35),
  loras: w.loras,
  acceleration: w.acceleration(['none', 'regular'], 'none'),
};

const film = {
  prompt: w.prompt,
  duration: w.word('Length.', ['4s', '6s', '8s'], '8s'),
  generate_audio: w.flag('With sound; without it is cheaper.', true),
  negative_prompt: w.negativePrompt,
  safety_tolerance: w.tolerance('4'),
  seed: w.seed,
};
const fix = (usual: boolean) => w.flag('Rewrite a prompt that the content rules refuse.', usual);
const veo = (resolutions: readonly string[]) =>
  z.looseObject({
    ...film,
    aspect_ratio: w.aspect(['16:9', '9:16'], '16:9'),
    resolution: w.resolution(resolutions, '720p'),
    auto_fix: fix(true),
  });
const veoFromPicture = (resolutions: readonly string[]) =>
  z.looseObject({
    ...film,
    image_url: w.firstFrame,
    aspect_ratio: w.aspect(['auto', '16:9', '9:16'], 'auto'),
    resolution: w.resolution(resolutions, '720p'),
    auto_fix: fix(false),
  });
const small = ['720p', '1080p'];
const large = [...small, '4k'];

const klingFilm = {
  prompt: w.longPrompt(2500),
  duration: w.word('Length.', ['5', '10'], '5'),
  negative_prompt: w.negativePrompt,
  cfg_scale: w.number('How closely the prompt is followed.', 0.5, 0, 1),
};

const image = (id: string, en: string, vi: string, rows: readonly string[], body: z.ZodType): Listed => ({
  id: `fal-ai/${id}`,
  kind: 'image',
  rows,
  summary: { en, vi },
  body,
});
const video = (id: string, en: string, vi: string, rows: readonly string[], body: z.ZodType): Listed => ({
  ...image(id, en, vi, rows, body),
  kind: 'video',
});

export const listed: readonly Listed[] = [
  image(
    'nano-banana',
    'Nano Banana: a picture from words',
    'Nano Banana: tạo ảnh từ văn bản',
    ['R119'],
    z.looseObject({ ...banana, aspect_ratio: w.aspect(bananaRatios, '1:1') }),
  ),
  image(
    'nano-banana/edit',
    'Nano Banana: change pictures',
    'Nano Banana: chỉnh sửa ảnh',
    ['R120'],
    z.looseObject({
      ...banana,
      image_urls: w.pictures,
      aspect_ratio: w.aspect(['auto', ...bananaRatios], 'auto'),
    }),
  ),
  image(
    'nano-banana-2',
    'Nano Banana 2: a picture from words',
    'Nano Banana 2: tạo ảnh từ văn bản',
    ['R274'],
    z.looseObject(banana2),
  ),
  video('veo3', 'Veo 3: a film from words', 'Veo 3: tạo video từ văn bản', ['R256'], veo(small)),
  video(
    'veo3/fast',
    'Veo 3 Fast: a film from words',
    'Veo 3 Fast: tạo video từ văn bản',
    ['R258'],
    veo(small),
  ),
  video(
    'veo3/image-to-video',
    'Veo 3: a film from a picture',
    'Veo 3: tạo video từ ảnh',
    ['R260'],
    veoFromPicture(small),
  ),
  video(
    'veo3/fast/image-to-video',
    'Veo 3 Fast: a film from a picture',
    'Veo 3 Fast: tạo video từ ảnh',
    ['R257'],
    veoFromPicture(small),
  ),
  video('veo3.1', 'Veo 3.1: a film from words', 'Veo 3.1: tạo video từ văn bản', ['R256'], veo(large)),
  video(
    'veo3.1/fast',
    'Veo 3.1 Fast: a film from words',
    'Veo 3.1 Fast: tạo video từ văn bản',
    ['R258'],
    veo(large),
  ),
  video(
    'veo3.1/image-to-video',
    'Veo 3.1: a film from a picture',
    'Veo 3.1: tạo video từ ảnh',
    ['R260'],
    veoFromPicture(large),
  ),
  video(
    'veo3.1/fast/image-to-video',
    'Veo 3.1 Fast: a film from a picture',
    'Veo 3.1 Fast: tạo video từ ảnh',
    ['R257'],
    veoFromPicture(large),
  ),
  image(
    'flux-1/dev',
    'FLUX.1 [dev]: a picture from words',
    'FLUX.1 [dev]: tạo ảnh từ văn bản',
    ['R262'],
    z.looseObject({
      ...flux,
      prompt: w.prompt,
      image_size: w.size('landscape_4_3'),
      num_inference_steps: w.steps(28, 1, 50),
      guidance_scale: w.guidance(3.5, 1, 20),
      acceleration: w.acceleration(levels, 'none'),
    }),
  ),
  image(
    'flux-1/dev/image-to-image',
    'FLUX.1 [dev]: a picture from a picture',
    'FLUX.1 [dev]: tạo ảnh từ ảnh',
    ['R263'],
    z.looseObject({
      ...flux,
      image_url: w.picture,
      prompt: w.prompt,
      strength: w.strength(0.95, 0.01),
      num_inference_steps: w.steps(40, 10, 50),
      guidance_scale: w.guidance(3.5, 1, 20),
      acceleration: w.acceleration(levels, 'none'),
    }),
  ),
  image(
    'flux-1/dev/redux',
    'FLUX.1 [dev] Redux: variations of a picture',
    'FLUX.1 [dev] Redux: biến thể của một ảnh',
    ['R264'],
    z.looseObject({
      ...flux,
      image_url: w.picture,
      image_size: w.size('landscape_4_3'),
      num_inference_steps: w.steps(28, 1, 50),
      guidance_scale: w.guidance(3.5, 1, 20),
      acceleration: w.acceleration(levels, 'none'),
    }),
  ),
  image(
    'flux-1/schnell/redux',
    'FLUX.1 [schnell] Redux: quick variations of a picture',
    'FLUX.1 [schnell] Redux: biến thể nhanh của một ảnh',
    ['R265'],
    z.looseObject({
      ...flux,
      image_url: w.picture,
      image_size: w.size('landscape_4_3'),
      num_inference_steps: w.steps(4, 1, 12),
      acceleration: w.acceleration(levels, 'none'),
    }),
  ),
  image(
    'flux-pro/kontext',
    'FLUX.1 Kontext [pro]: change a picture',
    'FLUX.1 Kontext [pro]: chỉnh sửa ảnh',
    ['R266'],
    z.looseObject({ ...kontext, aspect_ratio: kontextShape, image_url: w.picture }),
  ),
  image(
    'flux-pro/kontext/text-to-image',
    'FLUX.1 Kontext [pro]: a picture from words',
    'FLUX.1 Kontext [pro]: tạo ảnh từ văn bản',
    ['R267'],
    z.looseObject({ ...kontext, aspect_ratio: w.aspect(kontextRatios, '1:1') }),
  ),
  image(
    'flux-pro/kontext/max',
    'FLUX.1 Kontext [max]: change a picture',
    'FLUX.1 Kontext [max]: chỉnh sửa ảnh',
    ['R268'],
    z.looseObject({ ...kontext, aspect_ratio: kontextShape, image_url: w.picture }),
  ),
  image(
    'flux-pro/kontext/max/multi',
    'FLUX.1 Kontext [max]: one picture of several',
    'FLUX.1 Kontext [max]: kết hợp nhiều ảnh',
    ['R269'],
    z.looseObject({ ...kontext, aspect_ratio: kontextShape, image_urls: w.pictures }),
  ),
  image(
    'wan/v2.2-a14b/image-to-image',
    'Wan 2.2: a picture from a picture',
    'Wan 2.2: tạo ảnh từ ảnh',
    ['R270'],
    z.looseObject({
      image_url: w.picture,
      prompt: w.prompt,
      strength: w.strength(0.5, 0),
      negative_prompt: w.negativePrompt,
      seed: w.seed,
      aspect_ratio: w.aspect(['auto', '16:9', '9:16', '1:1'], 'auto'),
      num_inference_steps: w.steps(27, 2, 40),
      enable_safety_checker: w.safetyChecker(false),
      enable_output_safety_checker: w.flag('Check the result for unsafe content.', false),
      enable_prompt_expansion: w.flag('Let the prompt be written better.', false),
      acceleration: w.acceleration(['none', 'regular'], 'regular'),
      guidance_scale: w.guidance(3.5, 1, 10),
      guidance_scale_2: w.number('The same for the second stage.', 4, 1, 10),
      shift: w.number('Shift of the noise.', 2, 1, 10),
      image_size: w.size(),
      image_format: w.format(['jpeg', 'png'], 'jpeg'),
    }),
  ),
  image(
    'bytedance/seedream/v4/text-to-image',
    'Seedream 4.0: a picture from words',
    'Seedream 4.0: tạo ảnh từ văn bản',
    ['R271'],
    z.looseObject(seedream),
  ),
  image(
    'bytedance/seedream/v4/edit',
    'Seedream 4.0: change pictures',
    'Seedream 4.0: chỉnh sửa ảnh',
    ['R272'],
    z.looseObject({ ...seedream, image_urls: w.pictures }),
  ),
  image(
    'vidu/reference-to-image',
    'Vidu: a picture of what pictures show',
    'Vidu: tạo ảnh theo ảnh tham chiếu',
    ['R273'],
    z.looseObject({
      prompt: w.longPrompt(1500),
      reference_image_urls: w.references,
      aspect_ratio: w.aspect(['16:9', '9:16', '1:1'], '16:9'),
      seed: w.seed,
    }),
  ),
  image(
    'imagen4/preview',
    'Imagen 4: a picture from words',
    'Imagen 4: tạo ảnh từ văn bản',
    ['R274'],
    z.looseObject({
      prompt: w.prompt,
      num_images: w.count,
      aspect_ratio: w.aspect(['1:1', '16:9', '9:16', '4:3', '3:4'], '1:1'),
      resolution: w.resolution(['1K', '2K'], '1K'),
      output_format: w.format(pictureFormats, 'png'),
      safety_tolerance: w.tolerance('4'),
      sync_mode: w.syncMode,
      seed: w.seed,
    }),
  ),
  image(
    'qwen-image-edit-lora',
    'Qwen Image Edit with LoRA: change a picture',
    'Qwen Image Edit kèm LoRA: chỉnh sửa ảnh',
    ['R275', 'R283'],
    z.looseObject({
      ...qwen,
      image_url: w.picture,
      loras: w.loras,
      image_size: w.size(),
      num_inference_steps: w.steps(30, 2, 50),
      acceleration: w.acceleration(levels, 'none'),
    }),
  ),
  image(
    'qwen-image-edit-plus',
    'Qwen Image Edit Plus: change pictures',
    'Qwen Image Edit Plus: chỉnh sửa ảnh',
    ['R276'],
    z.looseObject({
      ...qwen,
      image_urls: w.pictures,
      image_size: w.size('square_hd'),
      num_inference_steps: w.steps(50, 2, 100),
      acceleration: w.acceleration(['none', 'regular'], 'regular'),
    }),
  ),
  video(
    'kling-video/v2.5-turbo/pro/text-to-video',
    'Kling 2.5 Turbo Pro: a film from words',
    'Kling 2.5 Turbo Pro: tạo video từ văn bản',
    ['R277', 'R282'],
    z.looseObject({ ...klingFilm, aspect_ratio: w.aspect(['16:9', '9:16', '1:1'], '16:9') }),
  ),
  video(
    'kling-video/v2.5-turbo/pro/image-to-video',
    'Kling 2.5 Turbo Pro: a film from a picture',
    'Kling 2.5 Turbo Pro: tạo video từ ảnh',
    ['R278'],
    z.looseObject({ ...klingFilm, image_url: w.firstFrame, tail_image_url: w.lastFrame }),
  ),
  image(
    'flux-lora',
    'FLUX.1 [dev] with LoRA: a picture from words',
    'FLUX.1 [dev] kèm LoRA: tạo ảnh từ văn bản',
    ['R279'],
    z.looseObject({ ...lora, image_size: w.size('landscape_4_3') }),
  ),
  image(
    'flux-lora/image-to-image',
    'FLUX.1 [dev] with LoRA: a picture from a picture',
    'FLUX.1 [dev] kèm LoRA: tạo ảnh từ ảnh',
    ['R280'],
    z.looseObject({ ...lora, image_size: w.size(), image_url: w.picture, strength: w.strength(0.85, 0.01) }),
  ),
  image(
    'flux-lora/inpainting',
    'FLUX.1 [dev] with LoRA: change a part of a picture',
    'FLUX.1 [dev] kèm LoRA: sửa một vùng của ảnh',
    ['R281'],
    z.looseObject({
      ...lora,
      image_size: w.size(),
      image_url: w.picture,
      mask_url: w.mask,
      strength: w.strength(0.85, 0.01),
    }),
  ),
];

const byId = new Map(listed.map((model) => [model.id, model]));
export const listedModel = (id: string): Listed | undefined => byId.get(id);
