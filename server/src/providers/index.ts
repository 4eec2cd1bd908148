import type { Provider } from '../spec/provider.ts';
import { anthropic } from './anthropic/index.ts';
import { azureOpenai } from './azure-openai/index.ts';
import { bedrock } from './bedrock/index.ts';
import { blackForestLabs } from './black-forest-labs/index.ts';
import { chatgptWeb } from './chatgpt-web/index.ts';
import { cohere } from './cohere/index.ts';
import { deepseek } from './deepseek/index.ts';
import { doubao } from './doubao/index.ts';
import { fal } from './fal/index.ts';
import { google } from './google/index.ts';
import { googleVertex } from './google-vertex/index.ts';
import { ideogram } from './ideogram/index.ts';
import { jimeng } from './jimeng/index.ts';
import { jina } from './jina/index.ts';
import { kling } from './kling/index.ts';
import { luma } from './luma/index.ts';
import { midjourneyProxy } from './midjourney-proxy/index.ts';
import { minimax } from './minimax/index.ts';
import { openai } from './openai/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import { qwen } from './qwen/index.ts';
import { recraft } from './recraft/index.ts';
import { relay } from './relay/index.ts';
import { replicate } from './replicate/index.ts';
import { runway } from './runway/index.ts';
import { stability } from './stability/index.ts';
import { sunoApi } from './suno-api/index.ts';

/**
 * Every kind of upstream. Adding one: its folder and its line here. Where several sell a model under one name, the
 * first one's price is the list price.
 */
export const providers: readonly Provider[] = [
  openai,
  anthropic,
  google,
  deepseek,
  qwen,
  doubao,
  jina,
  cohere,
  bedrock,
  googleVertex,
  azureOpenai,
  chatgptWeb,
  openaiCompatible,
  sunoApi,
  minimax,
  midjourneyProxy,
  luma,
  runway,
  kling,
  jimeng,
  relay,
  blackForestLabs,
  ideogram,
  recraft,
  stability,
  fal,
  replicate,
];
