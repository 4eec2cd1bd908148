import type { Endpoint } from './dialect.ts';

/** What goes into a model and comes out of it. `vector`: an embedding; `score`: how well things fit, or whether they are allowed. */
export const media = ['text', 'image', 'audio', 'video', 'vector', 'score'] as const;
export type Medium = (typeof media)[number];

/** Where a model can be called. `bytes`: its upstream speaks this dialect; else the call is converted. */
export type Door = {
  readonly dialect: string;
  readonly endpoint: Endpoint;
  readonly by: 'bytes' | 'conversion';
};

/** What a model takes and gives, and where, as far as the code of its upstreams tells. */
export type Reach = {
  readonly doors: readonly Door[];
  readonly takes: readonly Medium[];
  readonly gives: readonly Medium[];
};
