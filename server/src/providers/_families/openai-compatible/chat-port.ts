import type { ChatPort } from '../../../spec/provider.ts';
import { openParts } from './chat-parts.ts';
import { readChat } from './read-chat.ts';
import { type ChatTraits, carriageOf, completeTraits } from './traits.ts';
import { writeChat } from './write-chat.ts';

/** The way to POST /chat/completions for clients of other wires. */
export function chatPort(options: {
  readonly path: string;
  readonly traits: ChatTraits;
  readonly reportsUsage: boolean;
  readonly limitField: string;
}): ChatPort {
  const traits = completeTraits(options.traits);
  return {
    path: () => options.path,
    // Files and sound have no URL in this wire; films have nothing else.
    takesUrl: (media) => media === 'image' || media === 'video',
    writeRequest: (chat, to, losses) =>
      writeChat(chat, to, losses, {
        traits,
        reportsUsage: options.reportsUsage,
        limitField: options.limitField,
      }),
    readAnswer: readChat,
    openParts,
    carriage: carriageOf(options.traits),
  };
}
