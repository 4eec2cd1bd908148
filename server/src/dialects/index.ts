import type { Dialect } from '../spec/dialect.ts';
import { anthropicMessages } from './anthropic-messages/index.ts';
import { arkVideo } from './ark-video/index.ts';
import { fal } from './fal/index.ts';
import { filesApi } from './files-api/index.ts';
import { gemini } from './gemini/index.ts';
import { geminiVideo } from './gemini-video/index.ts';
import { hailuo } from './hailuo/index.ts';
import { ideogram } from './ideogram/index.ts';
import { imageHosting } from './image-hosting/index.ts';
import { jimeng } from './jimeng/index.ts';
import { kling } from './kling/index.ts';
import { luma } from './luma/index.ts';
import { midjourney } from './midjourney/index.ts';
import { openaiAudio } from './openai-audio/index.ts';
import { openaiChat } from './openai-chat/index.ts';
import { openaiImages } from './openai-images/index.ts';
import { openaiModerations } from './openai-moderations/index.ts';
import { openaiRealtime } from './openai-realtime/index.ts';
import { openaiResponses } from './openai-responses/index.ts';
import { openaiVideo } from './openai-video/index.ts';
import { qwenVideo } from './qwen-video/index.ts';
import { replicate } from './replicate/index.ts';
import { rerank } from './rerank-api/index.ts';
import { runway } from './runway/index.ts';
import { suno } from './suno/index.ts';
import { tasksApi } from './tasks-api/index.ts';
import { videoUnified } from './video-unified/index.ts';

/** Every dialect that clients may speak. Adding one: its folder and its line here. */
export const dialects: readonly Dialect[] = [
  openaiChat,
  openaiResponses,
  anthropicMessages,
  gemini,
  openaiAudio,
  openaiImages,
  openaiModerations,
  filesApi,
  openaiRealtime,
  rerank,
  tasksApi,
  suno,
  hailuo,
  qwenVideo,
  midjourney,
  luma,
  runway,
  kling,
  geminiVideo,
  videoUnified,
  arkVideo,
  jimeng,
  openaiVideo,
  ideogram,
  fal,
  replicate,
  imageHosting,
];
