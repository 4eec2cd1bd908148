import type { Dialect } from '../../spec/dialect.ts';
import { envelope } from '../_families/openai-faults.ts';

/** The official SDKs raise an error for an event whose JSON has `error`; nothing follows it, above all no [DONE]. */
export const writeStreamFault: Dialect['writeStreamFault'] = (error, requestId) =>
  `data: ${envelope(error, requestId)}\n\n`;
