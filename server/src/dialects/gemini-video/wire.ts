import { z } from 'zod';

/**
 * Bodies of Google's long-running predictions of films, loose: only types are checked, and only where this gateway reads
 * them. Sources: ai.google.dev/gemini-api/docs/veo, the reference of Veo on Vertex AI, @google/genai 2.32.0
 * (generateVideosParametersToMldev).
 */

const text = (description: string) => z.string().nullish().meta({ description });
const flag = (description: string) => z.boolean().nullish().meta({ description });
/** Google's own examples write numbers also as texts. */
const number = (description: string) =>
  z
    .union([z.number(), z.string().regex(/^-?\d{1,12}$/)], { error: 'expected a number' })
    .nullish()
    .meta({ description });

const media = (description: string) =>
  z
    .looseObject({
      bytesBase64Encoded: text('Base64, without a prefix.'),
      mimeType: text('image/png, image/jpeg or image/webp; video/mp4 for films.'),
    })
    .nullish()
    .meta({ description });

const instance = z.looseObject({
  prompt: text('What the film shows and what is heard in it.'),
  image: media('The first frame.'),
  lastFrame: media('The last frame; needs a first one.'),
  referenceImages: z
    .array(
      z.looseObject({
        image: media('The picture.'),
        referenceType: text('asset.'),
      }),
    )
    .max(10)
    .nullish()
    .meta({ description: 'Pictures of persons and things that shall appear; Veo 3.1 takes three.' }),
  video: z
    .looseObject({ uri: text('The address of a film that an earlier operation gave.') })
    .nullish()
    .meta({ description: 'A film to go on from.' }),
});

const parameters = z.looseObject({
  aspectRatio: text('16:9 or 9:16.'),
  durationSeconds: number('Veo 3 and 3.1: 4, 6 or 8. Gemini Omni: 3 to 10. Absent: 8.'),
  resolution: text('720p, 1080p or 4k; Gemini Omni also 360p. Absent: 720p.'),
  negativePrompt: text('What shall not be seen.'),
  personGeneration: text('allow_all, allow_adult or dont_allow.'),
  sampleCount: number('How many films, 1 to 4; all are charged.'),
  generateAudio: flag('false: without sound, where the channel is Vertex AI.'),
  seed: number('The same seed gives similar films; Vertex AI and Gemini Omni.'),
});

export const generateBody = z.looseObject({
  instances: z.array(instance).min(1).meta({ description: 'One instance: the prompt and its pictures.' }),
  parameters: parameters.nullish().meta({ description: 'How the film is made.' }),
  webhookConfig: z
    .looseObject({
      uris: z.array(z.string()).nullish().meta({ description: 'The first of them is called.' }),
    })
    .nullish()
    .meta({ description: 'Addresses that hear of the end of it.' }),
});

export const keyQuery = z.object({
  key: z.string().nullish().meta({ description: 'Your key, where your client cannot send it in a header.' }),
});
export const modelPath = z.object({
  model: z.string().meta({ description: 'Name of the model, without models/ before it.' }),
});
const operation = z
  .string()
  .meta({ description: 'Id of the task: what stands behind operations/ in its name.' });
export const operationPath = z.object({ operation });
export const modelOperationPath = modelPath.extend({ operation });
export const videoPath = z.object({
  video: z.string().meta({ description: 'What stands behind files/video in the address of the film.' }),
});
export const fileQuery = keyQuery.extend({
  alt: z.string().nullish().meta({ description: 'media: the bytes of the file.' }),
});
