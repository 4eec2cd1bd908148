import { isObject, type Json, listOf, objectIn, textOf } from '../../../../base/json.ts';
import { piecesOf } from '../../simulated/tokens.ts';

/** Characters of one piece of an input's JSON text: cut without regard for escapes, as upstream. */
const inputPiece = 7;

/** A whole answer as the events of its stream, in the order that Anthropic's page on streaming gives. */
export function* eventsOf(message: Json): Generator<Json> {
  const { content, stop_reason, stop_sequence, stop_details, usage, ...head } = message;
  const counts = objectIn(usage);
  const { output_tokens_details: _details, server_tool_use: _server, ...input } = counts ?? {};
  yield {
    type: 'message_start',
    message: {
      ...head,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      ...(counts ? { usage: { ...input, output_tokens: 1 } } : {}),
    },
  };
  for (const [index, block] of listOf(content).filter(isObject).entries()) {
    yield* blockEvents(block, index);
    if (index === 0) yield { type: 'ping' };
  }
  yield {
    type: 'message_delta',
    delta: { stop_reason, stop_sequence, stop_details },
    ...(counts
      ? {
          usage: {
            input_tokens: counts['input_tokens'],
            cache_creation_input_tokens: counts['cache_creation_input_tokens'],
            cache_read_input_tokens: counts['cache_read_input_tokens'],
            output_tokens: counts['output_tokens'],
            output_tokens_details: counts['output_tokens_details'],
            server_tool_use: counts['server_tool_use'],
          },
        }
      : {}),
  };
  yield { type: 'message_stop' };
}

function* blockEvents(block: Json, index: number): Generator<Json> {
  const delta = (inner: Json) => ({ type: 'content_block_delta', index, delta: inner });
  const start = (content: Json) => ({ type: 'content_block_start', index, content_block: content });
  switch (block['type']) {
    case 'text':
      yield start({ type: 'text', text: '', ...(block['citations'] ? { citations: [] } : {}) });
      for (const one of listOf(block['citations'])) yield delta({ type: 'citations_delta', citation: one });
      for (const piece of piecesOf(textOf(block['text']))) yield delta({ type: 'text_delta', text: piece });
      break;
    case 'thinking':
      yield start({ type: 'thinking', thinking: '', signature: '' });
      for (const piece of piecesOf(textOf(block['thinking'])))
        yield delta({ type: 'thinking_delta', thinking: piece });
      yield delta({ type: 'signature_delta', signature: block['signature'] });
      break;
    case 'tool_use':
    case 'server_tool_use': {
      yield start({ ...block, input: {} });
      yield delta({ type: 'input_json_delta', partial_json: '' });
      const text = JSON.stringify(block['input']);
      if (text === '{}') break;
      for (let at = 0; at < text.length; at += inputPiece)
        yield delta({ type: 'input_json_delta', partial_json: text.slice(at, at + inputPiece) });
      break;
    }
    default:
      yield start(block);
  }
  yield { type: 'content_block_stop', index };
}
