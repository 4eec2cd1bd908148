import type { NativeWire } from '../../../spec/provider.ts';
import { audioWire } from './audio.ts';
import { imagesWire } from './images.ts';
import { imageChat } from './images-chat.ts';
import { moderationsWire } from './moderations.ts';

export { drawsByName } from './images.ts';
export { type MediaSimulatorOptions, withMediaSimulator } from './simulator/index.ts';

/** OpenAI's wires beside chat, for a provider's `wires`. Paths are behind a base URL that ends in /v1. */
export const mediaWires: Readonly<Record<string, NativeWire>> = {
  'openai-audio': audioWire,
  'openai-images': { ...imagesWire, chat: imageChat },
  'openai-moderations': moderationsWire,
};
