import { embedding } from './embedding.tsx';
import { image } from './image.tsx';
import type { Kind } from './kind.ts';
import { moderation } from './moderation.tsx';
import { music } from './music.tsx';
import { rerank } from './rerank.tsx';
import { speech } from './speech.tsx';
import { transcription } from './transcription.tsx';
import { video } from './video.tsx';

/** By the gateway's names of kinds. Conversations are their own page part: chat/. */
export const forms = {
  image,
  video,
  music,
  speech,
  transcription,
  embedding,
  rerank,
  moderation,
} as const satisfies Record<string, Kind>;
export type FormKind = keyof typeof forms;
