import { z } from 'zod';

/**
 * Runway's developer API under /runwayml. Sources: https://docs.dev.runwayml.com, @runwayml/sdk 4.20. Fields that are not
 * named here pass on to the upstream.
 */

const model = z.string().min(1).max(256);
const text = z.string().max(1000).nullish().meta({ description: 'What is seen; up to 1000 characters.' });
const ratio = z
  .string()
  .nullish()
  .meta({ description: 'Size as width:height, for example 1280:720; which there are depends on the model.' });
const duration = z
  .union([z.int().min(1).max(60), z.string()])
  .nullish()
  .meta({ description: 'Seconds: 2 to 10 (default 10) for gen4_turbo and gen4.5, 4, 6 or 8 for Veo.' });
const seed = z
  .int()
  .min(0)
  .max(4_294_967_295)
  .nullish()
  .meta({ description: 'The same seed gives similar results.' });
const audio = z
  .boolean()
  .nullish()
  .meta({ description: 'With sound; models that make sound do so unless told not to.' });
const moderation = z
  .looseObject({
    publicFigureThreshold: z
      .string()
      .nullish()
      .meta({ description: 'low is less strict about known people.' }),
  })
  .nullish()
  .meta({ description: 'How strict the content rules are.' });
const uri = z.string().min(1).meta({ description: 'https address or data URI.' });

export const imageToVideoBody = z.looseObject({
  model: model.meta({ description: 'gen4_turbo, gen4.5, veo3.1, veo3.1_fast or seedance2.' }),
  promptImage: z
    .union([
      z.string().min(1),
      z
        .array(
          z.looseObject({
            uri,
            position: z.string().nullish().meta({ description: 'first, or last where the model takes it.' }),
          }),
        )
        .min(1),
    ])
    .meta({ description: 'The first frame: an https address, a data URI, or a list of frames.' }),
  promptText: text,
  ratio,
  duration,
  seed,
  audio,
  watermark: z.boolean().nullish().meta({ description: 'Taken from older clients and left out.' }),
  contentModeration: moderation,
});

export const textToVideoBody = z.looseObject({
  model: model.meta({ description: 'gen4.5, veo3.1, veo3.1_fast or seedance2.' }),
  promptText: z.string().min(1).max(1000).meta({ description: 'What is seen; up to 1000 characters.' }),
  ratio,
  duration,
  seed,
  audio,
});

export const videoToVideoBody = z.looseObject({
  model: model.meta({ description: 'aleph2 or seedance2.' }),
  videoUri: z.string().min(1).nullish().meta({ description: 'The film to change (aleph2).' }),
  promptVideo: z.string().min(1).nullish().meta({ description: 'The film to change (seedance2).' }),
  promptText: text,
  ratio,
  duration,
  seed,
});

const performer = z.looseObject({
  type: z.enum(['image', 'video']).meta({ description: 'What it is.' }),
  uri,
});

export const performanceBody = z.looseObject({
  model: model.meta({ description: 'act_two.' }),
  character: performer.meta({ description: 'Who acts: a picture or a film of somebody.' }),
  reference: performer.meta({ description: 'A film of 3 to 30 seconds with the acting.' }),
  bodyControl: z.boolean().nullish().meta({ description: 'Also follow the gestures, not only the face.' }),
  expressionIntensity: z.int().min(1).max(5).nullish().meta({ description: '1 to 5; 3 when absent.' }),
  ratio,
  seed,
});

export const upscaleBody = z.looseObject({
  model: model.meta({ description: 'A model that enlarges films; none is priced unless the operator does.' }),
  videoUri: z.string().min(1).meta({ description: 'The film to enlarge.' }),
});

export const imageBody = z.looseObject({
  model: model.meta({ description: 'gen4_image, gen4_image_turbo or gemini_2.5_flash.' }),
  promptText: z.string().min(1).meta({ description: 'What is seen; up to 1000 characters.' }),
  ratio,
  referenceImages: z
    .array(
      z.looseObject({
        uri,
        tag: z.string().nullish().meta({ description: 'Name by which the text means it: @name.' }),
      }),
    )
    .nullish()
    .meta({ description: 'Pictures that the text speaks of; gen4_image_turbo needs one.' }),
  seed,
});

export const taskParams = z.object({ id: z.string().meta({ description: 'Id of the task.' }) });
