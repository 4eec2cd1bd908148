import type { Dialect } from '../../../spec/dialect.ts';
import { envelope } from '../openai-faults.ts';

/** The official SDKs raise an error for an event whose JSON has `error`; nothing follows it. */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) =>
  `data: ${envelope(error, requestId)}\n\n`;

/** A comment, which every reader of server-sent events leaves out. */
export const keepAlive = ': keep-alive\n\n';
