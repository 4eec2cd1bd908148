import type { Call } from '../../../spec/call.ts';
import type { Access, NativeWire } from '../../../spec/provider.ts';
import { readAnswer } from './answer.ts';
import { chatPort } from './chat-port.ts';
import { editsOf } from './edits.ts';
import { openStream } from './stream.ts';
import type { EffortsOf } from './thinking.ts';

export { wireId } from './wire-id.ts';

export type ResponsesOptions = {
  /** What each model can be told about thinking; absent: nothing is known of any. */
  readonly efforts?: EffortsOf;
  readonly serves?: NativeWire['serves'];
  /** Where an endpoint lies; absent: behind the base URL under its own name. `path` begins with a slash. */
  readonly locate?: (path: string, access: Access) => string;
};

const paths = {
  responses: '/responses',
  input_tokens: '/responses/input_tokens',
  compact: '/responses/compact',
};

const noAccess: Access = { key: '', settings: {} };

/** Headers of a client that OpenAI itself looks at. */
const passed: readonly string[] = ['openai-beta'];

/**
 * OpenAI's Responses wire, as an upstream speaks it. Answers that a client wants kept are kept by the gateway, so
 * endpoints that ask for a stored one are none of the upstream's.
 */
export function openAiResponses({ efforts = () => undefined, serves, locate }: ResponsesOptions): NativeWire {
  const at = (path: string) =>
    locate ? (_call: Call, _model: string, access: Access) => locate(path, access) : path;
  const port = chatPort(
    (_model, _stream, access) => (locate ? locate(paths.responses, access ?? noAccess) : paths.responses),
    efforts,
  );
  return {
    paths: Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, at(path)])),
    ...(serves ? { serves } : {}),
    callHeaders: ({ headers = {} }) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => passed.includes(name))),
    edits: (call, upstreamModel) => editsOf(call, upstreamModel, efforts),
    readAnswer,
    openStream,
    smallest: (model) => ({
      path: paths.responses,
      body: JSON.stringify({ model, input: 'Say ok.', max_output_tokens: 16, store: false }),
    }),
    chat: port,
  };
}
