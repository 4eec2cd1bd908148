import { hash } from 'node:crypto';
import { isObject, type Json } from '../../base/json.ts';
import { leastCached, type RequestHead } from '../../spec/call.ts';

/** Headers in which clients name their session (Codex, opencode, LibreChat and gateways before us). */
const sessionHeaders = ['session_id', 'session-id', 'x-session-id', 'x-session-affinity'];

/** Characters at either end of a message that, with its length, tell conversations apart; hashing more only costs time. */
const edge = 512;
const longestName = 128;

/**
 * What the calls of one conversation have in common: the client's own cache key or session, else its end user, else the
 * beginning of the conversation, which stays the same while it grows. `size`: bytes of the request.
 */
export function affinityOf(body: Json, head: RequestHead | undefined, size: number): string | undefined {
  const key = body['prompt_cache_key'];
  if (typeof key === 'string' && key !== '') return `key:${short(key)}`;
  if (head)
    for (const name of sessionHeaders) {
      const session = head.headers[name];
      if (typeof session === 'string' && session !== '') return `session:${short(session)}`;
    }
  const { user } = body;
  if (typeof user === 'string' && user !== '') return `user:${short(user)}`;
  return size < leastCached ? undefined : beginningOf(body['messages']);
}

const short = (name: string): string => (name.length <= longestName ? name : hash('sha1', name, 'base64url'));

/** A hash of the first system and the first user message. */
function beginningOf(messages: unknown): string | undefined {
  if (!Array.isArray(messages)) return undefined;
  let system: string | undefined;
  for (const message of messages) {
    if (!isObject(message)) continue;
    const { role } = message;
    if (role === 'user') return hash('sha1', `${system ?? ''}\n${textOf(message['content'])}`, 'base64url');
    if (system === undefined && (role === 'system' || role === 'developer'))
      system = textOf(message['content']);
  }
  return undefined;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return edges(content);
  if (!Array.isArray(content)) return '';
  let text = '';
  for (const part of content) {
    if (isObject(part) && typeof part['text'] === 'string') text += edges(part['text']);
    if (text.length > 8 * edge) break;
  }
  return text;
}

const edges = (text: string): string =>
  text.length <= 2 * edge ? text : `${text.slice(0, edge)}${text.length}${text.slice(-edge)}`;
