import { type Shape, text, unixSeconds } from '../shape.ts';
import { tinyPng } from './chat.ts';

/** What models that draw answer with: pictures in a chat, and those of the images endpoints. */

const data = tinyPng.slice('data:image/png;base64,'.length);

/** A picture as base64. */
export const picture = text(data, /^iVBORw0KGgo[\w+/]+=*$/);
export const pictureLink = text(`![image](${tinyPng})`, /^!\[image\]\(data:image\/png;base64,[\w+/]+=*\)$/);
export const pictureUrl = text(tinyPng, /^data:image\/png;base64,[\w+/]+=*$/);
export const pictures: Shape = [{ type: 'image_url', image_url: { url: pictureUrl } }];

export const chatId = text('chatcmpl-01m839v4d32qfnc9zc50jg5557', /^chatcmpl-\w{8,}$/);
export const created = unixSeconds(1741569952);

/** Tokens of a chat with a painter: `seen`, of the pictures that were sent. */
export const drawnUsage = (words: number, drawn: number, seen = 0): Shape => ({
  prompt_tokens: words + seen,
  completion_tokens: drawn,
  total_tokens: words + seen + drawn,
  prompt_tokens_details: {
    cached_tokens: 0,
    audio_tokens: 0,
    ...(seen > 0 ? { image_tokens: seen } : {}),
  },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
    image_tokens: drawn,
  },
});

/** A whole chat answer that is a picture. */
export const drawnCompletion = (model: string, usage: Shape): Shape => ({
  id: chatId,
  object: 'chat.completion',
  created,
  model,
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: pictureLink,
        refusal: null,
        annotations: [],
        images: pictures,
      },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage,
});

/** Tokens as the images endpoints report them. */
export const imageUsage = (words: number, drawn: number, seen = 0): Shape => ({
  total_tokens: words + seen + drawn,
  input_tokens: words + seen,
  output_tokens: drawn,
  input_tokens_details: { text_tokens: words, image_tokens: seen },
  output_tokens_details: { text_tokens: 0, image_tokens: drawn },
});

/** What a GPT image model drew. */
export const imageList = (quality: string, size: string, usage: Shape): Shape => ({
  created,
  background: 'opaque',
  output_format: 'png',
  quality,
  size,
  data: [{ b64_json: picture }],
  usage,
});
