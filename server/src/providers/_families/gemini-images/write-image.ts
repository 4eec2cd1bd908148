import type { JsonDraft } from '../../../base/json.ts';
import type { ImageRequest } from '../../../spec/image.ts';
import type { TaskPort } from '../../../spec/task.ts';
import { aspectOf } from '../../../spec/video.ts';
import { areaOf, dataOf, dropFields, passExtra, refuseMask, refusePicture } from '../pictures.ts';

export const isImagen = (model: string): boolean => /imagen/.test(model);

export const mostPictures = 8;

/** Source: Google, Gemini API, image generation: ratios of imageConfig and of Imagen. */
const ratios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];
const ratiosOfImagen = ['1:1', '3:4', '4:3', '9:16', '16:9'];

/** Models of the second generation draw at 1K only, without a field for it. */
const hasSizes = (model: string): boolean =>
  !/gemini-2|imagen-4\.0-fast|imagen-3|flash-lite-image/.test(model);

/** '1K', '2K' or '4K': as it was asked for, or the nearest to the pixels. */
function sizeWord(
  { resolution, width, height }: ImageRequest,
  model: string,
  drop: (field: string) => void,
): string | undefined {
  const area = areaOf(resolution) ?? (width && height ? width * height : undefined);
  if (area === undefined) return undefined;
  const sizes = isImagen(model) ? [1, 2] : [1, 2, 4];
  const [nearest = 1] = [...sizes].sort(
    (a, b) => Math.abs(Math.log(area / (a * 1024) ** 2)) - Math.abs(Math.log(area / (b * 1024) ** 2)),
  );
  if (hasSizes(model)) return `${nearest}K`;
  if (nearest > 1) drop(resolution === undefined ? 'size' : 'resolution');
  return undefined;
}

/** A picture of the neutral form for Google: a body of generateContent, or of predict. `n` says how many are wanted. */
export const writeImage: NonNullable<TaskPort['writeImage']> = (image, { upstreamModel, drop }) => {
  if (image.prompt === '') throw refusePicture('prompt', 'you must provide a prompt parameter');
  refuseMask(image, upstreamModel);
  if (image.count > mostPictures) throw refusePicture('n', `at most ${mostPictures} pictures at once`);
  const imagen = isImagen(upstreamModel);
  const ratio = aspectOf(image, imagen ? ratiosOfImagen : ratios);
  const size = sizeWord(image, upstreamModel, drop);
  dropFields(image, ['quality', 'style', 'background'], drop);
  if (!imagen) {
    dropFields(image, ['negativePrompt', 'watermark', 'format'], drop);
    const imageConfig = {
      ...(ratio === undefined ? {} : { aspectRatio: ratio }),
      ...(size === undefined ? {} : { imageSize: size }),
    };
    const parts: JsonDraft[] = image.images.map((url) => {
      const inline = dataOf(url);
      return inline
        ? { inlineData: { mimeType: inline.type, data: inline.data } }
        : { fileData: { fileUri: url } };
    });
    return {
      action: 'generateContent',
      body: {
        contents: [{ role: 'user', parts: [...parts, { text: image.prompt }] }],
        generationConfig: {
          responseModalities: ['IMAGE'],
          ...(image.seed !== undefined && image.seed >= 0 ? { seed: image.seed } : {}),
          ...(Object.keys(imageConfig).length > 0 ? { imageConfig } : {}),
        },
        ...passExtra(image, ['safetySettings', 'safety_settings'], drop),
        n: image.count,
      },
    };
  }
  if (image.images.length > 0) throw refusePicture('image', `${upstreamModel} draws from words only`);
  if (image.format !== undefined && image.format === 'webp') drop('output_format');
  const own = passExtra(image, ['personGeneration', 'safetySetting', 'enhancePrompt', 'language'], drop);
  if (image.watermark !== undefined) drop('watermark');
  if (image.negativePrompt !== undefined) drop('negative_prompt');
  // A seed is refused beside Google's hidden mark, which is on by default.
  if (image.seed !== undefined) drop('seed');
  return {
    action: 'predict',
    body: {
      instances: [{ prompt: image.prompt }],
      parameters: {
        ...own,
        ...(ratio === undefined ? {} : { aspectRatio: ratio }),
        ...(size === undefined ? {} : { imageSize: size }),
        ...(image.format === 'jpeg' ? { outputOptions: { mimeType: 'image/jpeg' } } : {}),
      },
      n: image.count,
    },
  };
};
