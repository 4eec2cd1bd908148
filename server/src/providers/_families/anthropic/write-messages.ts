import type { Losses, Message } from '../../../spec/chat.ts';
import type { Generation } from './generations.ts';
import {
  plainTexts,
  systemBlocks,
  textBlock,
  type WireBlock,
  type WireMessage,
  writeAssistantBlock,
  writeUserBlock,
} from './write-blocks.ts';

/** One turn of the wire while it grows. */
type Turn = { role: 'user' | 'assistant' | 'system'; results: WireBlock[]; blocks: WireBlock[] };

/**
 * The conversation as the wire wants it: neighbours of one role joined, results of tools first in the user turn
 * behind their calls, each call with a result and each result with a call. Rules of Anthropic's page on tool use.
 */
export function writeMessages(
  messages: readonly Message[],
  generation: Generation,
  losses: Losses,
): { readonly system: WireBlock[]; readonly messages: WireMessage[] } {
  const body = messages.findIndex((message) => message.role !== 'system');
  const leading = body < 0 ? messages : messages.slice(0, body);
  const rest = body < 0 ? [] : messages.slice(body);
  const turns: Turn[] = [];
  const turn = (role: Turn['role']): Turn => {
    const last = turns.at(-1);
    if (last?.role === role) return last;
    const next: Turn = { role, results: [], blocks: [] };
    turns.push(next);
    return next;
  };
  for (const [index, message] of rest.entries()) {
    const place = `messages[${leading.length + index}]`;
    switch (message.role) {
      case 'system':
        writeInnerSystem(message, rest[index + 1], turns, turn, generation);
        break;
      case 'assistant': {
        const { blocks } = turn('assistant');
        for (const block of message.blocks) {
          const written = writeAssistantBlock(block, place, losses);
          if (written) blocks.push(written);
        }
        break;
      }
      case 'user':
      case 'tool': {
        const { results, blocks } = turn('user');
        for (const block of message.blocks) {
          const written = writeUserBlock(block, place, losses);
          if (written.result) results.push(written.result);
          if (written.block) blocks.push(written.block);
        }
        break;
      }
    }
  }
  const system = leading.flatMap(systemBlocks);
  const paired = pairCalls(joined(turns));
  const written = paired.map(({ role, results, blocks }) => ({ role, content: [...results, ...blocks] }));
  return withUserFirst(system, written);
}

/**
 * A system message inside the conversation. The wire takes one only right behind a user turn and before the model's;
 * elsewhere, and on older models, it stands as a marked part of the user's turn.
 */
function writeInnerSystem(
  message: Message,
  next: Message | undefined,
  turns: readonly Turn[],
  turn: (role: Turn['role']) => Turn,
  generation: Generation,
): void {
  const before = turns.at(-1);
  const fits =
    before !== undefined &&
    (before.role === 'system' ||
      (before.role === 'user' && before.results.length + before.blocks.length > 0)) &&
    (next === undefined || next.role === 'assistant' || next.role === 'system');
  if (generation.systemInside && fits) {
    turn('system').blocks.push(...systemBlocks(message));
    return;
  }
  for (const text of plainTexts(message.blocks))
    turn('user').blocks.push({ type: 'text', text: `<system-reminder>\n${text}\n</system-reminder>` });
}

/** Without turns that say nothing; what they parted is joined. */
function joined(turns: readonly Turn[]): Turn[] {
  const kept: Turn[] = [];
  for (const turn of turns) {
    if (turn.results.length + turn.blocks.length === 0) continue;
    const last = kept.at(-1);
    if (last?.role === turn.role) {
      last.results.push(...turn.results);
      last.blocks.push(...turn.blocks);
    } else kept.push(turn);
  }
  return kept;
}

const idsOf = (turn: Turn | undefined): string[] =>
  turn?.role === 'assistant'
    ? turn.blocks.flatMap((block) => (block['type'] === 'tool_use' ? [String(block['id'])] : []))
    : [];

/** A call without its result, and a result without its call, are refused upstream: both are mended with words. */
function pairCalls(turns: readonly Turn[]): Turn[] {
  const paired: Turn[] = [];
  for (const turn of turns) {
    const calls = idsOf(paired.at(-1));
    if (calls.length === 0 && turn.results.length === 0) {
      paired.push(turn);
      continue;
    }
    const answered = new Map<string, WireBlock>();
    const strays: WireBlock[] = [];
    for (const result of turn.results) {
      const id = String(result['tool_use_id']);
      if (calls.includes(id) && !answered.has(id)) answered.set(id, result);
      else strays.push(...withoutCall(result));
    }
    const results = calls.map((id) => answered.get(id) ?? noResult(id));
    if (turn.role === 'user') paired.push({ ...turn, results, blocks: [...strays, ...turn.blocks] });
    else paired.push({ role: 'user', results, blocks: [] }, turn);
  }
  const open = idsOf(paired.at(-1));
  if (open.length > 0) paired.push({ role: 'user', results: open.map(noResult), blocks: [] });
  return paired;
}

const noResult = (id: string): WireBlock => ({
  type: 'tool_result',
  tool_use_id: id,
  content: [{ type: 'text', text: 'no result' }],
  is_error: true,
});

/** What a tool said, as words of the user: its call is not in the conversation any more. */
function withoutCall(result: WireBlock): WireBlock[] {
  const { content } = result;
  return Array.isArray(content) ? content : [];
}

/** The first turn is the user's. A request of system messages alone asks by its last one. */
function withUserFirst(
  system: WireBlock[],
  messages: WireMessage[],
): { system: WireBlock[]; messages: WireMessage[] } {
  if (messages[0]?.role === 'user') return { system, messages };
  if (messages.length === 0) {
    const last = system.at(-1);
    if (last) return { system: system.slice(0, -1), messages: [{ role: 'user', content: [last] }] };
  }
  return { system, messages: [{ role: 'user', content: [textBlock('Continue.')!] }, ...messages] };
}
