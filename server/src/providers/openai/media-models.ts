import type { CallKind } from '../../spec/call.ts';
import type { ModelFact } from '../../spec/provider.ts';
import type { Condition, Rate } from '../../spec/rate-card.ts';

/**
 * OpenAI's speech, transcription, image and moderation models with list prices in USD, read on `asOf` from the price
 * file of LiteLLM 1.109.1, whose entries name OpenAI's pricing page as their source, and from OpenAI's model pages.
 *
 * Left out because a card cannot say it: cached image tokens of GPT image models (the wire does not report them), and
 * the batch tier.
 */
const asOf = '2026-11-23';
const source =
  'OpenAI API pricing, https://developers.openai.com/api/docs/pricing, as kept in the LiteLLM price file 1.109.1';

const million = (meter: Rate['meter'], usd: string, when?: readonly Condition[]): Rate => ({
  meter,
  usd,
  per: 1_000_000,
  ...(when && { when }),
});

const model = (
  id: string,
  kind: CallKind | readonly CallKind[],
  rates: readonly Rate[],
  more: Partial<Pick<ModelFact, 'context' | 'maxOutput' | 'maxImageTokens'>> & { source?: string } = {},
): ModelFact => {
  const { source: own, ...limits } = more;
  return {
    id,
    kinds: typeof kind === 'string' ? [kind] : kind,
    ...limits,
    card: { rates, source: own ?? source, asOf },
  };
};

/** By the character of the text. */
const spoken = (usd: string): Rate[] => [million('characters', usd)];

/**
 * Text in, sound out, https://developers.openai.com/api/docs/models/gpt-4o-mini-tts. At most 2,000 tokens go in; the
 * page gives no limit of what comes out, which is about ten times that for the slowest speech.
 */
const tts = [
  million('input_tokens', '0.6'),
  million('output_tokens', '12'),
  million('output_audio_tokens', '12'),
];
const ttsLimits = { context: 2000, maxOutput: 24_000 };

/** By the second of sound: $0.006 and $0.0045 a minute. */
const minute = (usd: string): Rate[] => [{ meter: 'seconds', usd, per: 60 }];

/** https://developers.openai.com/api/docs/models/gpt-4o-transcribe.md */
const transcribed = (input: string, output: string): Rate[] => [
  million('input_tokens', input),
  million('input_audio_tokens', input),
  million('output_tokens', output),
];
const transcribeLimits = { context: 16_000, maxOutput: 2000 };

/** Text in, cached text in, image in, image out; text out where it has a price of its own, else as images. */
const drawn = (
  text: string,
  cached: string,
  imageIn: string,
  imageOut: string,
  textOut = imageOut,
): Rate[] => [
  million('input_tokens', text),
  million('cached_input_tokens', cached),
  million('input_image_tokens', imageIn),
  million('output_tokens', textOut),
  million('output_image_tokens', imageOut),
];
/**
 * For holds, by picture: gpt-image-1 makes 6,240 tokens of 1.5 megapixels in its best quality, and newer ones draw up to
 * 8 megapixels.
 */
const imageLimits = { maxOutput: 40_000, maxImageTokens: 10_000 };

const retired = (day: string) =>
  `last list price of OpenAI, https://developers.openai.com/api/docs/pricing; withdrawn on ${day}, kept because compatible upstreams carry the name`;

const size = (...is: string[]): Condition => ({ fact: 'size', is });
const hd: Condition = { fact: 'quality', is: ['hd'] };
const each = (usd: string, ...when: Condition[]): Rate => ({
  meter: 'images',
  usd,
  per: 1,
  ...(when.length > 0 && { when }),
});

/** Asked by chat too: a conversation becomes a prompt, the picture the answer (_families/openai-media/images-chat.ts). */
const painter = ['image', 'chat'] as const;

const second = drawn('5', '1.25', '8', '30');

export const mediaModels: readonly ModelFact[] = [
  model('gpt-4o-mini-tts', 'speech', tts, ttsLimits),
  model('gpt-4o-mini-tts-2025-12-15', 'speech', tts, ttsLimits),
  model('gpt-4o-mini-tts-2025-03-20', 'speech', tts, ttsLimits),
  model('tts-1', 'speech', spoken('15')),
  model('tts-1-1106', 'speech', spoken('15')),
  model('tts-1-hd', 'speech', spoken('30')),
  model('tts-1-hd-1106', 'speech', spoken('30')),
  model('whisper-1', 'transcription', minute('0.006')),
  model('gpt-transcribe', 'transcription', minute('0.0045')),
  model('gpt-4o-transcribe', 'transcription', transcribed('2.5', '10'), transcribeLimits),
  model('gpt-4o-transcribe-diarize', 'transcription', transcribed('2.5', '10'), transcribeLimits),
  model('gpt-4o-mini-transcribe', 'transcription', transcribed('1.25', '5'), transcribeLimits),
  model('gpt-4o-mini-transcribe-2025-12-15', 'transcription', transcribed('1.25', '5'), transcribeLimits),
  model('gpt-4o-mini-transcribe-2025-03-20', 'transcription', transcribed('1.25', '5'), transcribeLimits),
  model('gpt-image-2.5-sunburst', painter, second, imageLimits),
  model('gpt-image-2.5-sunburst-2026-09-08', painter, second, imageLimits),
  model('gpt-image-2.5-flare', painter, second, imageLimits),
  model('gpt-image-2.5-flare-2026-09-08', painter, second, imageLimits),
  model('gpt-image-2', painter, second, imageLimits),
  model('gpt-image-2-2026-04-21', painter, second, imageLimits),
  model('gpt-image-1.5', painter, drawn('5', '1.25', '8', '32', '10'), imageLimits),
  model('gpt-image-1.5-2025-12-16', painter, drawn('5', '1.25', '8', '32', '10'), imageLimits),
  model('chatgpt-image-latest', painter, drawn('5', '1.25', '8', '32', '10'), imageLimits),
  model('gpt-image-1-mini', painter, drawn('2', '0.2', '2.5', '8'), imageLimits),
  model('gpt-image-1', painter, drawn('5', '1.25', '10', '40'), {
    ...imageLimits,
    source: retired('2026-10-23'),
  }),
  model(
    'dall-e-3',
    'image',
    [
      each('0.12', hd, size('1024x1792', '1792x1024')),
      each('0.08', hd),
      each('0.08', size('1024x1792', '1792x1024')),
      each('0.04'),
    ],
    { source: retired('2026-05-12') },
  ),
  model('dall-e-2', 'image', [each('0.016', size('256x256')), each('0.018', size('512x512')), each('0.02')], {
    source: retired('2026-05-12'),
  }),
  // Free, says the moderation guide: a rate of nothing, so that the model has a price.
  ...['omni-moderation-latest', 'omni-moderation-2024-09-26'].map((id) =>
    model(id, 'moderation', [{ meter: 'calls', usd: '0', per: 1 }], {
      context: 32_768,
      source: 'free of charge, https://developers.openai.com/api/docs/guides/moderation',
    }),
  ),
];
