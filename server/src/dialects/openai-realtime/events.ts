import { isObject } from '../../base/json.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { RealtimeFront } from '../../spec/realtime.ts';
import { words } from '../_families/openai-faults.ts';

/** Sound that the client sends is nearly all there is: told by its head and tail, and not parsed. */
const soundHead =
  /^\s*\{\s*(?:"event_id"\s*:\s*"[^"\\]*"\s*,\s*)?"type"\s*:\s*"input_audio_buffer\.append"\s*,\s*(?:"event_id"\s*:\s*"[^"\\]*"\s*,\s*)?"audio"\s*:\s*"/;
const soundTail = /^"\s*(?:,\s*"event_id"\s*:\s*"[^"\\]*"\s*)?\}\s*$/;

function isPlainSound(text: string): boolean {
  const head = soundHead.exec(text)?.[0];
  if (head === undefined) return false;
  const end = text.indexOf('"', head.length);
  return end > 0 && text.length - end < 200 && soundTail.test(text.slice(end)) && !text.includes('\\');
}

const refused = (message: string, param: string | undefined, code: string) =>
  new GatewayError('field_invalid', message, {
    ...(param === undefined ? {} : { param }),
    upstream: { code, type: 'invalid_request_error' },
  });

/**
 * Everything passes as it is. Only the session's model, where an update names it, gets the upstream's name, and no other
 * may be named: a session is charged for the one that it was opened with.
 */
export const clientEvent: RealtimeFront['clientEvent'] = (text, model, upstreamModel) => {
  if (isPlainSound(text)) return text;
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw refused('The event is not valid JSON.', undefined, 'invalid_json');
  }
  if (!isObject(event)) throw refused('The event must be a JSON object.', undefined, 'invalid_json');
  const session = event['session'];
  if (event['type'] !== 'session.update' || !isObject(session) || session['model'] === undefined) return text;
  if (session['model'] !== model && session['model'] !== upstreamModel)
    throw refused(
      `The model of a session cannot be changed; it was opened with '${model.slice(0, 100)}'.`,
      'session.model',
      'cannot_update_model',
    );
  if (session['model'] === upstreamModel) return text;
  return JSON.stringify({ ...event, session: { ...session, model: upstreamModel } });
};

/** Source of the shape: OpenAI OpenAPI document of 2026-08-21, RealtimeServerEventError. */
export const faultEvent: RealtimeFront['faultEvent'] = (error, requestId) => {
  const [type, code] = words[error.code];
  const { param, upstream } = error.detail;
  return JSON.stringify({
    type: 'error',
    event_id: `event_${requestId.replace(/^req_/, '')}`,
    error: {
      type: upstream?.type ?? type,
      // The wire's own word, which clients look for; over HTTP the words of this family of gateways are used.
      code: type === 'insufficient_quota' ? type : (upstream?.code ?? code),
      message: `${error.message} (request id: ${requestId})`,
      param: param ?? null,
      event_id: null,
    },
  });
};

export const cancelEvent = JSON.stringify({ type: 'response.cancel' });
