import { sources, type Worked } from './row.ts';

const source = sources.openai;
const chat = { provider: 'openai', wire: 'openai-chat', endpoint: 'chat', kind: 'chat', source } as const;
const responses = {
  provider: 'openai',
  wire: 'openai-responses',
  endpoint: 'responses',
  kind: 'chat',
  source,
} as const;

const completion = (model: string, usage: object, more: object = {}, message: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_795_000_000,
  model,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Ready.', refusal: null, annotations: [], ...message },
      finish_reason: 'stop',
    },
  ],
  usage,
  ...more,
});

const response = (model: string, usage: object, more: object = {}, items: readonly object[] = []) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1_795_000_000,
  status: 'completed',
  model,
  output: [
    ...items,
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'Ready.', annotations: [] }],
    },
  ],
  usage,
  ...more,
});

const search = (type: 'search' | 'open_page', id: number) => ({
  type: 'web_search_call',
  id: `ws_${id}`,
  status: 'completed',
  action: type === 'search' ? { type, query: 'ferry times' } : { type, url: 'https://example.com' },
});

export const text: readonly Worked[] = [
  {
    what: 'cached input and reasoning',
    model: 'gpt-5.4',
    ...chat,
    body: completion('gpt-5.4-2026-03-05', {
      prompt_tokens: 10_000,
      completion_tokens: 1500,
      total_tokens: 11_500,
      prompt_tokens_details: { cached_tokens: 4000, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 1000, audio_tokens: 0 },
    }),
    bill: '6,000 × 2.50/M + 4,000 × 0.25/M + 1,500 × 15/M',
    usd: '0.0385',
  },
  {
    what: 'cache writes beside cache reads',
    model: 'gpt-5.6',
    ...chat,
    body: completion('gpt-5.6', {
      prompt_tokens: 12_000,
      completion_tokens: 500,
      total_tokens: 12_500,
      prompt_tokens_details: { cached_tokens: 8000, cache_write_tokens: 3000 },
    }),
    bill: '1,000 × 4/M + 8,000 × 0.40/M + 3,000 × 5/M + 500 × 20/M',
    usd: '0.0322',
  },
  {
    what: 'priority tier, as the answer says',
    model: 'gpt-5.1',
    ...chat,
    body: completion(
      'gpt-5.1-2025-11-13',
      { prompt_tokens: 2000, completion_tokens: 300, total_tokens: 2300 },
      { service_tier: 'priority' },
    ),
    bill: '2,000 × 2.50/M + 300 × 20/M',
    usd: '0.011',
  },
  {
    what: 'flex tier with cached input',
    model: 'gpt-5-mini',
    ...chat,
    body: completion(
      'gpt-5-mini-2025-08-07',
      {
        prompt_tokens: 10_000,
        completion_tokens: 1000,
        total_tokens: 11_000,
        prompt_tokens_details: { cached_tokens: 5000 },
      },
      { service_tier: 'flex' },
    ),
    bill: '5,000 × 0.125/M + 5,000 × 0.0125/M + 1,000 × 1/M',
    usd: '0.0016875',
  },
  {
    what: 'priority was asked for and not had: the answer says default',
    model: 'gpt-4.1',
    ...chat,
    body: completion(
      'gpt-4.1-2025-04-14',
      { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 },
      { service_tier: 'default' },
    ),
    bill: '1,000 × 2/M + 100 × 8/M',
    usd: '0.0028',
  },
  {
    what: 'more than 272,000 tokens of input: all of it at the long price, cached ones too',
    model: 'gpt-5.4',
    ...chat,
    body: completion('gpt-5.4', {
      prompt_tokens: 300_000,
      completion_tokens: 2000,
      total_tokens: 302_000,
      prompt_tokens_details: { cached_tokens: 100_000 },
    }),
    bill: '200,000 × 5/M + 100,000 × 0.50/M + 2,000 × 22.50/M',
    usd: '1.095',
  },
  {
    what: 'exactly 272,000 tokens are not long',
    model: 'gpt-5.4',
    ...chat,
    body: completion('gpt-5.4', { prompt_tokens: 272_000, completion_tokens: 100, total_tokens: 272_100 }),
    bill: '272,000 × 2.50/M + 100 × 15/M',
    usd: '0.6815',
  },
  {
    what: 'flex tier and long context',
    model: 'gpt-6.1-terra',
    ...responses,
    body: response(
      'gpt-6.1-terra',
      { input_tokens: 280_000, output_tokens: 1000, total_tokens: 281_000 },
      { service_tier: 'flex' },
    ),
    bill: '280,000 × 1/M + 1,000 × 3.75/M',
    usd: '0.28375',
  },
  {
    what: 'sound in and out of a chat',
    model: 'gpt-audio',
    ...chat,
    body: completion('gpt-audio-2025-08-28', {
      prompt_tokens: 1200,
      completion_tokens: 900,
      total_tokens: 2100,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 1000, text_tokens: 200 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 800, text_tokens: 100 },
    }),
    bill: '200 × 2.50/M + 1,000 × 32/M + 100 × 10/M + 800 × 64/M',
    usd: '0.0847',
  },
  {
    what: 'a search model of chat: one search a request',
    model: 'gpt-5-search-api',
    ...chat,
    body: completion(
      'gpt-5-search-api-2025-10-14',
      { prompt_tokens: 2000, completion_tokens: 400, total_tokens: 2400 },
      {},
      {
        annotations: [
          {
            type: 'url_citation',
            url_citation: { start_index: 0, end_index: 5, title: 'Ferries', url: 'https://example.com' },
          },
        ],
      },
    ),
    bill: '2,000 × 1.25/M + 400 × 10/M + 1 × 10/K',
    usd: '0.0165',
  },
  {
    what: 'an older search model, searches at 25 USD per thousand',
    model: 'gpt-4o-search-preview',
    ...chat,
    source: sources.openai,
    body: completion(
      'gpt-4o-search-preview-2025-03-11',
      { prompt_tokens: 100, completion_tokens: 200, total_tokens: 300 },
      {},
      {
        annotations: [
          {
            type: 'url_citation',
            url_citation: { start_index: 0, end_index: 5, title: 'Ferries', url: 'https://example.com' },
          },
        ],
      },
    ),
    bill: '100 × 2.50/M + 200 × 10/M + 1 × 25/K',
    usd: '0.02725',
  },
  {
    what: 'two searches; the page that was opened is not billed',
    model: 'gpt-5.4',
    ...responses,
    body: response(
      'gpt-5.4-2026-03-05',
      {
        input_tokens: 9000,
        input_tokens_details: { cached_tokens: 1000 },
        output_tokens: 700,
        output_tokens_details: { reasoning_tokens: 200 },
        total_tokens: 9700,
      },
      { tools: [{ type: 'web_search' }] },
      [search('search', 1), search('open_page', 2), search('search', 3)],
    ),
    bill: '8,000 × 2.50/M + 1,000 × 0.25/M + 700 × 15/M + 2 × 10/K',
    usd: '0.05075',
  },
  {
    what: 'the preview search tool on a model that does not reason',
    model: 'gpt-4.1',
    ...responses,
    body: response(
      'gpt-4.1-2025-04-14',
      { input_tokens: 500, output_tokens: 300, total_tokens: 800 },
      { tools: [{ type: 'web_search_preview' }] },
      [search('search', 1)],
    ),
    bill: '500 × 2/M + 300 × 8/M + 1 × 25/K',
    usd: '0.0284',
  },
  {
    what: 'reasoning of the o-series, flex tier',
    model: 'o3',
    ...responses,
    body: response(
      'o3-2025-04-16',
      {
        input_tokens: 1000,
        output_tokens: 2000,
        output_tokens_details: { reasoning_tokens: 1500 },
        total_tokens: 3000,
      },
      { service_tier: 'flex' },
    ),
    bill: '1,000 × 1/M + 2,000 × 4/M',
    usd: '0.009',
  },
  {
    what: 'a deployment on Azure, with its filter results, at the list price of the model',
    model: 'gpt-5.1',
    ...chat,
    provider: 'azure-openai',
    soldBy: 'openai',
    body: completion(
      'gpt-5.1-2025-11-13',
      {
        prompt_tokens: 3000,
        completion_tokens: 200,
        total_tokens: 3200,
        prompt_tokens_details: { cached_tokens: 2048, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 128, audio_tokens: 0 },
      },
      { prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] },
    ),
    bill: '952 × 1.25/M + 2,048 × 0.125/M + 200 × 10/M',
    usd: '0.003446',
  },
  {
    what: 'embeddings, the large model',
    model: 'text-embedding-3-large',
    ...chat,
    endpoint: 'embeddings',
    kind: 'embedding',
    body: {
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      model: 'text-embedding-3-large',
      usage: { prompt_tokens: 5000, total_tokens: 5000 },
    },
    bill: '5,000 × 0.13/M',
    usd: '0.00065',
  },
  {
    what: 'embeddings, a single token: rounded up to a nano',
    model: 'text-embedding-3-small',
    ...chat,
    endpoint: 'embeddings',
    kind: 'embedding',
    body: {
      object: 'list',
      data: [{ object: 'embedding', index: 0, embedding: [0.1] }],
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 1, total_tokens: 1 },
    },
    bill: '1 × 0.02/M',
    usd: '0.00000002',
  },
];

const images = {
  provider: 'openai',
  wire: 'openai-images',
  endpoint: 'generations',
  kind: 'image',
  source,
} as const;
const audio = { provider: 'openai', wire: 'openai-audio', source } as const;
const heard = { ...audio, endpoint: 'transcriptions', kind: 'transcription' } as const;
const spoken = { ...audio, endpoint: 'speech', kind: 'speech' } as const;

/** A second of silence as the speech endpoint sends `pcm`: 24 kHz, 16 bit, one channel. */
const pcm = (seconds: number): Buffer => Buffer.alloc(seconds * 48_000);

export const media: readonly Worked[] = [
  {
    what: 'a picture by its tokens, with some of text',
    model: 'gpt-image-1.5',
    ...images,
    facts: { size: '1024x1024', quality: 'high', n: 1, text_tokens: 50 },
    body: {
      created: 1_795_000_000,
      data: [{ b64_json: 'iVBORw0KGgo=' }],
      output_format: 'png',
      quality: 'high',
      size: '1024x1024',
      usage: {
        input_tokens: 50,
        input_tokens_details: { text_tokens: 50, image_tokens: 0 },
        output_tokens: 4160,
        output_tokens_details: { text_tokens: 64, image_tokens: 4096 },
        total_tokens: 4210,
      },
    },
    bill: '50 × 5/M + 64 × 10/M + 4,096 × 32/M',
    usd: '0.131962',
  },
  {
    what: 'an edit: the picture that goes in is read by tokens too',
    model: 'gpt-image-1-mini',
    ...images,
    endpoint: 'edits',
    facts: { size: '1024x1024', quality: 'medium', n: 1, text_tokens: 70, input_images: 1 },
    body: {
      created: 1_795_000_000,
      data: [{ b64_json: 'iVBORw0KGgo=' }],
      output_format: 'png',
      quality: 'medium',
      size: '1024x1024',
      usage: {
        input_tokens: 400,
        input_tokens_details: { text_tokens: 77, image_tokens: 323 },
        output_tokens: 1056,
        total_tokens: 1456,
      },
    },
    bill: '77 × 2/M + 323 × 2.50/M + 1,056 × 8/M',
    usd: '0.0094095',
  },
  {
    what: 'by the picture: wide and hd',
    model: 'dall-e-3',
    ...images,
    source: sources.openaiRetired,
    facts: { size: '1792x1024', quality: 'hd', n: 1, text_tokens: 9 },
    body: {
      created: 1_750_000_000,
      data: [{ url: 'https://example.com/1.png', revised_prompt: 'A lake.' }],
    },
    bill: '1 × 0.120',
    usd: '0.12',
  },
  {
    what: 'by the picture: three small ones',
    model: 'dall-e-2',
    ...images,
    source: sources.openaiRetired,
    facts: { size: '512x512', quality: 'auto', n: 3, text_tokens: 9 },
    body: { created: 1_750_000_000, data: [{ url: 'a' }, { url: 'b' }, { url: 'c' }] },
    bill: '3 × 0.018',
    usd: '0.054',
  },
  {
    what: 'transcription by the minute',
    model: 'whisper-1',
    ...heard,
    facts: { response_format: 'verbose_json', seconds: 89.6 },
    body: {
      task: 'transcribe',
      language: 'english',
      duration: 89.6,
      text: 'Good morning.',
      segments: [],
      usage: { type: 'duration', seconds: 90 },
    },
    bill: '90 × 0.006/min',
    usd: '0.009',
  },
  {
    what: 'transcription by the minute without a report: the seconds of the file, whole ones',
    model: 'gpt-transcribe',
    ...heard,
    facts: { response_format: 'text', seconds: 124.2 },
    body: Buffer.from('Good morning.\n'),
    bill: '125 × 0.0045/min',
    usd: '0.009375',
  },
  {
    what: 'transcription by tokens',
    model: 'gpt-4o-transcribe',
    ...heard,
    facts: { response_format: 'json', seconds: 148 },
    body: {
      text: 'Good morning.',
      usage: {
        type: 'tokens',
        input_tokens: 1500,
        input_token_details: { text_tokens: 20, audio_tokens: 1480 },
        output_tokens: 300,
        total_tokens: 1800,
      },
    },
    bill: '1,500 × 2.50/M + 300 × 10/M',
    usd: '0.00675',
  },
  {
    what: 'speech by the character',
    model: 'tts-1',
    ...spoken,
    facts: { characters: 400, text_tokens: 100, response_format: 'pcm' },
    body: pcm(3),
    bill: '400 × 15/M',
    usd: '0.006',
  },
  {
    what: 'speech by the character, the better voice',
    model: 'tts-1-hd',
    ...spoken,
    facts: { characters: 1000, text_tokens: 250, response_format: 'pcm' },
    body: pcm(3),
    bill: '1,000 × 30/M',
    usd: '0.03',
  },
  {
    what: 'speech by tokens, as the stream of events reports them',
    model: 'gpt-4o-mini-tts',
    ...spoken,
    source: sources.openaiTts,
    facts: { characters: 60, text_tokens: 15, response_format: 'mp3' },
    sse: true,
    body: [
      'event: speech.audio.delta\ndata: {"type":"speech.audio.delta","audio":"SUQzBAA="}\n\n',
      'event: speech.audio.done\ndata: {"type":"speech.audio.done","usage":{"input_tokens":14,"output_tokens":101,"total_tokens":115}}\n\n',
    ].join(''),
    bill: '14 × 0.60/M + 101 × 12/M',
    usd: '0.0012204',
  },
  {
    what: 'speech by tokens without a report: 1,250 a minute, which is the 0.015 USD that the page gives for one',
    model: 'gpt-4o-mini-tts',
    ...spoken,
    source: sources.openaiTts,
    facts: { characters: 500, text_tokens: 125, response_format: 'pcm' },
    body: pcm(60),
    bill: '125 × 0.60/M + 1,250 × 12/M',
    usd: '0.015075',
  },
  {
    what: 'moderation is free',
    model: 'omni-moderation-latest',
    provider: 'openai',
    wire: 'openai-moderations',
    endpoint: 'moderations',
    kind: 'moderation',
    source: sources.openaiModerations,
    body: { id: 'modr-1', model: 'omni-moderation-2024-09-26', results: [{ flagged: false }] },
    bill: '1 × 0',
    usd: '0',
  },
];

const realtime = {
  provider: 'openai',
  wire: 'openai-realtime',
  endpoint: 'realtime',
  kind: 'realtime',
  source,
} as const;

export const turns: readonly Worked[] = [
  {
    what: 'a turn of speech, with text and sound read from the cache',
    model: 'gpt-realtime-2.1',
    ...realtime,
    body: {
      type: 'response.done',
      event_id: 'event_1',
      response: {
        object: 'realtime.response',
        id: 'resp_1',
        status: 'completed',
        output: [],
        usage: {
          total_tokens: 750,
          input_tokens: 500,
          output_tokens: 250,
          input_token_details: {
            text_tokens: 200,
            audio_tokens: 300,
            image_tokens: 0,
            cached_tokens: 192,
            cached_tokens_details: { text_tokens: 64, audio_tokens: 128, image_tokens: 0 },
          },
          output_token_details: { text_tokens: 50, audio_tokens: 200 },
        },
      },
    },
    bill: '136 × 4/M + 64 × 0.40/M + 172 × 32/M + 128 × 0.40/M + 50 × 24/M + 200 × 64/M',
    usd: '0.0201248',
  },
  {
    what: 'a turn about a picture that was shown before',
    model: 'gpt-realtime-mini',
    ...realtime,
    body: {
      type: 'response.done',
      event_id: 'event_2',
      response: {
        object: 'realtime.response',
        id: 'resp_2',
        status: 'completed',
        output: [],
        usage: {
          total_tokens: 1000,
          input_tokens: 900,
          output_tokens: 100,
          input_token_details: {
            text_tokens: 100,
            audio_tokens: 0,
            image_tokens: 800,
            cached_tokens: 256,
            cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 256 },
          },
          output_token_details: { text_tokens: 100, audio_tokens: 0 },
        },
      },
    },
    bill: '100 × 0.60/M + 544 × 0.80/M + 256 × 0.08/M + 100 × 2.40/M',
    usd: '0.00075568',
  },
];
