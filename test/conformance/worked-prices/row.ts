import type { CallKind } from '../../../server/src/spec/call.ts';
import type { Facts } from '../../../server/src/spec/usage.ts';

/** One answer of an upstream and what it costs by the maker's price page, worked out by hand. */
export type Worked = {
  readonly what: string;
  readonly provider: string;
  readonly model: string;
  /** Whose list price it is, where that is another's than the provider's (a deployment of somebody's model). */
  readonly soldBy?: string;
  readonly wire: string;
  readonly endpoint: string;
  readonly kind: CallKind;
  /** Facts of the request; the dialects read them (see their tests). */
  readonly facts?: Facts;
  /** When the call was made; where prices go by the hour or end on a day. */
  readonly at?: string;
  /** The whole answer: JSON, sound, or (`sse`) the events of a stream. */
  readonly body: unknown;
  readonly sse?: true;
  /**
   * The bill in the page's own prices: units × USD, added up. /M is per million, /K per thousand, /min per 60 (seconds),
   * nothing is each. The test adds it up again.
   */
  readonly bill: string;
  /** The sum, in USD. */
  readonly usd: string;
  readonly source: Source;
};

/** A price page and the day it, or the copy of it that is named, was read. */
export type Source = { readonly page: string; readonly read: string; readonly copy?: string };

const liteLlm = 'price file of LiteLLM 1.109.1';

export const sources = {
  openai: { page: 'https://developers.openai.com/api/docs/pricing', read: '2026-11-23', copy: liteLlm },
  openaiRetired: {
    page: 'https://developers.openai.com/api/docs/pricing',
    read: '2026-11-23',
    copy: 'no longer on the page: the last list prices before the models were withdrawn on 2026-05-12',
  },
  openaiTts: { page: 'https://developers.openai.com/api/docs/models/gpt-4o-mini-tts', read: '2026-11-23' },
  openaiModerations: {
    page: 'https://developers.openai.com/api/docs/guides/moderation',
    read: '2026-11-23',
  },
  anthropic: { page: 'https://platform.claude.com/docs/en/about-claude/pricing', read: '2026-11-23' },
  anthropicFast: {
    page: 'https://platform.claude.com/docs/build-with-claude/fast-mode',
    read: '2026-11-23',
  },
  haiku: { page: 'https://platform.claude.com/docs/en/models/haiku-5-5/overview', read: '2026-11-23' },
  google: { page: 'https://ai.google.dev/gemini-api/docs/pricing', read: '2026-11-23', copy: liteLlm },
  vertex: {
    page: 'https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing',
    read: '2026-11-23',
    copy: liteLlm,
  },
  imagen: {
    page: 'https://ai.google.dev/gemini-api/docs/pricing',
    read: '2026-11-23',
    copy: 'no longer on the page: the last list prices before the models were withdrawn on 2026-08-17',
  },
  bedrock: { page: 'https://aws.amazon.com/bedrock/pricing/', read: '2026-11-23', copy: liteLlm },
  deepseek: { page: 'https://api-docs.deepseek.com/quick_start/pricing', read: '2026-11-23' },
  qwen: {
    page: 'https://www.alibabacloud.com/help/en/model-studio/model-pricing',
    read: '2026-10-26',
    copy: 'model-prices 0.0.5; tiers also in the price file of LiteLLM 1.109.1',
  },
  doubao: {
    page: 'https://www.volcengine.com/docs/82379/1544106',
    read: '2026-09-02',
    copy: 'models.dev, and the price file of LiteLLM 1.109.1; yuan at 6.737 for 1 USD, to six places',
  },
  jina: { page: 'https://api.jina.ai/v1/models', read: '2026-11-23', copy: liteLlm },
  cohere: { page: 'https://cohere.com/pricing', read: '2026-11-23', copy: liteLlm },
} as const satisfies Record<string, Source>;
