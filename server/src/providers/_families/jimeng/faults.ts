import { type Json, objectIn, objectOf, parseObject, textIn, wordOf } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { FaultReading, Provider } from '../../../spec/provider.ts';
import { faultTold, retryAfter } from '../fault-words.ts';

/**
 * Codes of the visual API. Source: Volcengine visual AI, error codes of https://www.volcengine.com/docs/85621/1777001. 505xx
 * are verdicts on pictures, texts, films and sounds, before (Pre) and after (Post) the making; 50520 to 50522 are faults of
 * the service that judges.
 */
const codes: Readonly<Record<string, FaultCode>> = {
  50411: 'upstream_refused',
  50412: 'upstream_refused',
  50413: 'upstream_refused',
  50511: 'upstream_refused',
  50512: 'upstream_refused',
  50513: 'upstream_refused',
  50514: 'upstream_refused',
  50516: 'upstream_refused',
  50517: 'upstream_refused',
  50518: 'upstream_refused',
  50519: 'upstream_refused',
  50520: 'upstream_failed',
  50521: 'upstream_failed',
  50522: 'upstream_failed',
  50215: 'upstream_refused',
  50400: 'upstream_key_refused',
  50429: 'upstream_busy',
  50430: 'upstream_busy',
  50500: 'upstream_failed',
  50501: 'upstream_failed',
};

/** Codes of the platform before the visual API. Source: https://www.volcengine.com/docs/6369/68677. */
const platformCode = (code: string, status: number): FaultCode => {
  if (/Signature|Credential|AccessKey|SecurityToken|AccessDenied|Authenti|Authori|Arrear|Overdue/i.test(code))
    return 'upstream_key_refused';
  if (/FlowLimit|Throttl|RateLimit/i.test(code)) return 'upstream_busy';
  return byStatus(status);
};

const byStatus = (status: number): FaultCode => {
  if (status === 401 || status === 403) return 'upstream_key_refused';
  if (status === 429 || status === 503) return 'upstream_busy';
  if (status === 408) return 'upstream_timeout';
  if (status >= 500) return 'upstream_failed';
  return status >= 400 ? 'upstream_refused' : 'upstream_failed';
};

/** What a body says that is no success; `status` is the answer's. */
export function readRefusal(body: Json | undefined, status: number, wait?: number): FaultReading {
  const platform = objectIn(objectOf(body?.['ResponseMetadata'])['Error']);
  const code = wordOf(platform?.['Code'] ?? body?.['code']);
  const fault = platform ? platformCode(code, status) : (codes[code] ?? byStatus(status));
  const message = textIn(platform?.['Message']) ?? textIn(body?.['message']);
  return faultTold(fault, status, message, { status: 400, upstream: { code } }, wait);
}

export const readFault: Provider['readFault'] = (status, headers, body) =>
  readRefusal(parseObject(body), status, retryAfter(headers));
