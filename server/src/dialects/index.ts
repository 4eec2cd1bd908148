import type { Dialect } from '../spec/dialect.ts';
import { openaiChat } from './openai-chat/index.ts';

/** Every dialect that clients may speak. Adding one: its folder and its line here. */
export const dialects: readonly Dialect[] = [openaiChat];
