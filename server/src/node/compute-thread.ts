import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { dialects } from '../dialects/index.ts';
import { providers } from '../providers/index.ts';
import type { CountEndpoint, RelayEndpoint, SubmitEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Ask } from './compute.ts';
import { standBack } from './thread-priority.ts';

/** The thread for work that would stall the event loop: large bodies, large answers, counting tokens. */
standBack();
const port = parentPort!;

/**
 * Texts are counted in pieces. The tokenizer's time grows with the square of a run without breaks: 100,000 times the
 * same letter take seconds, and whoever sends that must not stop everybody else's counting.
 */
const pieceLength = 20_000;
const runPieceLength = 1000;
const longRun = /\S{1000}|\s{1000}/;

type Tokenizer = typeof import('gpt-tokenizer/encoding/o200k_base');

const require = createRequire(import.meta.url);
let tokenizer: Tokenizer | undefined;

/** Its tables take half a second and 60 MB: loaded with the first text that must be counted, which most never see. */
const loadTokenizer = (): Tokenizer => {
  tokenizer ??= require('gpt-tokenizer/encoding/o200k_base') as Tokenizer;
  return tokenizer;
};

const count = (texts: readonly string[]): number => {
  const { countTokens } = loadTokenizer();
  let total = 0;
  for (const text of texts) {
    const length = longRun.test(text) ? runPieceLength : pieceLength;
    for (let at = 0; at < text.length; at += length)
      total += countTokens(text.slice(at, at + length), { allowedSpecial: 'all' });
  }
  return total;
};

const endpointOf = (dialect: string, name: string): RelayEndpoint | CountEndpoint => {
  const found = dialects
    .find(({ id }) => id === dialect)
    ?.endpoints.find((one) => (one.does === 'relay' || one.does === 'count') && one.name === name);
  if (found?.does !== 'relay' && found?.does !== 'count')
    throw new Error(`no endpoint ${name} in ${dialect}`);
  return found;
};

const submitOf = (dialect: string, name: string): SubmitEndpoint => {
  const found = dialects
    .find(({ id }) => id === dialect)
    ?.endpoints.find((one) => one.does === 'submit-task' && one.name === name);
  if (found?.does !== 'submit-task') throw new Error(`no endpoint ${name} in ${dialect}`);
  return found;
};

function work(ask: Ask): { value: unknown; transfer: ArrayBuffer[] } {
  const bytes =
    'body' in ask ? Buffer.from(ask.body.buffer, ask.body.byteOffset, ask.body.byteLength) : Buffer.alloc(0);
  switch (ask.task) {
    case 'read': {
      const call = endpointOf(ask.dialect, ask.endpoint).read(bytes, ask.head);
      return { value: call, transfer: [bytes.buffer as ArrayBuffer] };
    }
    case 'read-task':
      return { value: submitOf(ask.dialect, ask.endpoint).read(bytes, ask.head), transfer: [] };
    case 'answer': {
      const wire = providers.find(({ manifest }) => manifest.id === ask.provider)!.wires[ask.wire]!;
      const { texts, ...reading } = wire.readAnswer(ask.call, bytes);
      return { value: { ...reading, texts: texts() }, transfer: [] };
    }
    case 'count':
      return { value: count(ask.texts), transfer: [] };
    case 'count-request':
      return {
        value: count(
          endpointOf(ask.dialect, ask.endpoint).texts({
            body: bytes,
            ...(ask.contentType === undefined ? {} : { contentType: ask.contentType }),
          }),
        ),
        transfer: [],
      };
  }
}

port.on('message', (ask: Ask & { id: number }) => {
  try {
    const { value, transfer } = work(ask);
    port.postMessage({ id: ask.id, value }, transfer);
  } catch (error) {
    const { code, message, detail } =
      error instanceof GatewayError ? error : { code: undefined, message: String(error), detail: {} };
    port.postMessage({ id: ask.id, error: { code, message, detail: { ...detail, cause: undefined } } });
  }
});
