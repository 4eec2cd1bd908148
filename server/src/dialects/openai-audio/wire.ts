import { z } from 'zod';

/**
 * Bodies of OpenAI's audio endpoints; loose, so that fields of vendors and of next year pass.
 * Source: OpenAI OpenAPI document of 2026-08-21, CreateSpeechRequest, CreateTranscriptionRequest,
 * CreateTranslationRequest. The forms' schemas are for the manual and OpenAPI; `read-file.ts` reads the form itself.
 */
const model = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'Name of the model, as GET /v1/models lists it.' });

export const speechBody = z.looseObject({
  model,
  input: z.string().min(1).meta({ description: 'The text to speak; OpenAI takes at most 4096 characters.' }),
  voice: z.union([z.string(), z.looseObject({ id: z.string() })]).meta({
    description:
      'alloy, ash, ballad, coral, echo, fable, nova, onyx, sage, shimmer, verse, marin, cedar, or {"id": "…"}.',
  }),
  instructions: z.string().nullish().meta({ description: 'How to speak; not for tts-1 and tts-1-hd.' }),
  response_format: z.string().nullish().meta({
    description: 'mp3 (when absent), opus, aac, flac, wav or pcm. pcm: 24 kHz, 16 bit, mono, no header.',
  }),
  speed: z.number().min(0.25).max(4).nullish().meta({ description: '0.25 to 4; 1 when absent.' }),
  stream_format: z
    .string()
    .nullish()
    .meta({ description: 'audio: the bytes as they are made; sse: events with base64 (not for tts-1).' }),
});

const file = z
  .string()
  .meta({ description: 'The sound file: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm.' });
const prompt = z
  .string()
  .nullish()
  .meta({ description: 'Text that guides the style or goes before the sound.' });
const temperature = z.number().min(0).max(1).nullish().meta({ description: '0 to 1; 0 when absent.' });

export const transcriptionBody = z.looseObject({
  file,
  model,
  language: z.string().nullish().meta({ description: 'Language of the sound, ISO 639-1.' }),
  'languages[]': z
    .array(z.string())
    .nullish()
    .meta({ description: 'Possible languages; gpt-transcribe only.' }),
  'keywords[]': z.array(z.string()).nullish().meta({ description: 'Words to expect; gpt-transcribe only.' }),
  prompt,
  response_format: z
    .enum(['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'])
    .nullish()
    .meta({ description: 'json when absent; which of them a model has differs.' }),
  temperature,
  'timestamp_granularities[]': z
    .array(z.enum(['word', 'segment']))
    .nullish()
    .meta({ description: 'With verbose_json: times of words, segments, or both.' }),
  'include[]': z
    .array(z.string())
    .nullish()
    .meta({ description: 'logprobs: how sure the model was of each token.' }),
  stream: z
    .boolean()
    .nullish()
    .meta({ description: 'Send the text as it is heard; whisper-1 leaves it out.' }),
  chunking_strategy: z.string().nullish().meta({ description: 'auto, or a JSON object of type server_vad.' }),
  'known_speaker_names[]': z.array(z.string()).nullish(),
  'known_speaker_references[]': z
    .array(z.string())
    .nullish()
    .meta({ description: 'Sound of each known speaker, 2 to 10 s, as data: URLs.' }),
});

export const translationBody = z.looseObject({
  file,
  model,
  prompt,
  response_format: z.enum(['json', 'text', 'srt', 'verbose_json', 'vtt']).nullish(),
  temperature,
});
