import type { Json } from '../../base/json.ts';
import { sseEvent } from '../../base/sse.ts';
import type { ChatPart } from '../../spec/chat.ts';
import type { AnswerContext, ChatWriter } from '../../spec/dialect.ts';
import type { GatewayError } from '../../spec/fault.ts';
import { faultText } from './faults.ts';
import { PartWriter } from './write-parts.ts';

/** How frames stand in the bytes of a stream. `failing`: its last bytes when it went wrong. */
type Framing = {
  frame(value: Json): string;
  ending(): string;
  failing(fault: string): string;
};

/** `?alt=sse`: nothing follows the last frame; the SDKs fail on whatever is no JSON. */
const events = (): Framing => ({
  frame: (value) => sseEvent(value),
  ending: () => '',
  failing: (fault) => fault,
});

/** One JSON array that grows. It is valid JSON at its end, also when the call failed: the last element is the error. */
function array(): Framing {
  let begun = false;
  const element = (text: string): string => {
    const before = begun ? ',\r\n' : '[';
    begun = true;
    return before + text;
  };
  return {
    frame: (value) => element(JSON.stringify(value)),
    ending: () => (begun ? ']\n' : '[]\n'),
    failing: (fault) => `${element(fault)}]\n`,
  };
}

/** Type of the streamed answer. */
export const streamType = ({ flow }: AnswerContext['call']): string =>
  flow === 'bytes' ? 'application/json; charset=UTF-8' : 'text/event-stream';

/** Writes an answer as GenerateContentResponse frames: one for each part, the last with the end and the usage. */
export function openWriter(context: AnswerContext): ChatWriter {
  const framing = context.call.flow === 'bytes' ? array() : events();
  const writer = new PartWriter(context.request);
  const frame = (candidate: Json, more: Json = {}): string =>
    framing.frame({ candidates: [candidate], ...more, modelVersion: context.model, responseId: context.id });
  return {
    push(part: ChatPart): string {
      const parts = writer.push(part);
      return parts.length === 0 ? '' : frame({ content: { parts, role: 'model' }, index: 0 });
    },
    closing(): string {
      const rest = writer.rest();
      const { finishReason, groundingMetadata, usageMetadata } = writer;
      const last = frame(
        {
          // An empty text, as Google sends it: SDKs throw a whole turn away for a frame without parts.
          content: { parts: rest.length > 0 ? rest : [{ text: '' }], role: 'model' },
          finishReason,
          index: 0,
          ...(groundingMetadata ? { groundingMetadata } : {}),
        },
        usageMetadata ? { usageMetadata } : {},
      );
      return last + framing.ending();
    },
    failing: (error: GatewayError, requestId: string): string => framing.failing(faultText(error, requestId)),
  };
}
