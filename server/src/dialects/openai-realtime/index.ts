import type { Dialect } from '../../spec/dialect.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';
import { cancelEvent, clientEvent, faultEvent } from './events.ts';
import { open, sessionQuery } from './open.ts';
import { betaSecrets, betaSessionBody, secretBody, secrets } from './secrets.ts';

/** OpenAI's Realtime API over WebSockets, and the short-lived keys for it. */
export const openaiRealtime: Dialect = {
  id: 'openai-realtime',
  wire: 'openai-realtime',
  title: { en: 'OpenAI Realtime', vi: 'OpenAI Realtime' },
  endpoints: [
    {
      does: 'realtime',
      method: 'GET',
      path: '/v1/realtime',
      name: 'realtime',
      kind: 'realtime',
      typeName: 'realtime',
      rows: [],
      query: sessionQuery,
      summary: { en: 'Talk with a model over a WebSocket', vi: 'Trò chuyện với mô hình qua WebSocket' },
      front: { open, clientEvent, faultEvent, cancelEvent },
    },
    {
      does: 'make-secret',
      method: 'POST',
      path: '/v1/realtime/client_secrets',
      rows: [],
      summary: {
        en: 'Make a short-lived key for a browser or an app',
        vi: 'Tạo khóa ngắn hạn cho trình duyệt hoặc ứng dụng',
      },
      body: secretBody,
      front: secrets,
    },
    {
      does: 'make-secret',
      method: 'POST',
      path: '/v1/realtime/sessions',
      rows: [],
      summary: {
        en: 'Make a short-lived key, in the form of the beta',
        vi: 'Tạo khóa ngắn hạn theo dạng của bản beta',
      },
      body: betaSessionBody,
      front: betaSecrets,
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
