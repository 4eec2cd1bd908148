import type { Provider } from '../spec/provider.ts';
import { deepseek } from './deepseek/index.ts';
import { doubao } from './doubao/index.ts';
import { openai } from './openai/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import { qwen } from './qwen/index.ts';

/** Every kind of upstream. Adding one: its folder and its line here. */
export const providers: readonly Provider[] = [openai, deepseek, qwen, doubao, openaiCompatible];
