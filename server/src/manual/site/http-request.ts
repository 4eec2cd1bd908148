import { callOf, type Example, type FilePart, type Page } from '../page.ts';
import { addressOf, credentialOf, partsOf } from '../reference.ts';
import { sampleFiles } from '../samples/files.ts';
import { sampleOf } from '../shape.ts';

/** An example as the HTTP request that it is: what its code samples are made from and what "try it" sends. */

/** Stands for the reader's own address; whoever shows it puts the address in. */
export const baseUrlToken = '{{base_url}}';
/** The same without its scheme, as a `Host` header has it. */
export const hostToken = '{{host}}';
/** The same for WebSockets: `ws://` or `wss://`. */
export const socketToken = '{{ws_url}}';

/** The variable of the environment that samples take a credential from. */
export const variables = { key: 'KEY4U_API_KEY', 'access-token': 'KEY4U_ACCESS_TOKEN' } as const;

export type RequestPart =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly file: string; readonly type: string };

export type HttpRequest = {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  /** `literal`: the example is about a wrong one, which stands in `headers`. */
  readonly credential: 'key' | 'access-token' | 'literal';
  /** Without those that follow from credential and body. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, two spaces deep. */
  readonly body?: string;
  readonly form?: readonly RequestPart[];
  /** JSON texts that are sent over a WebSocket. */
  readonly events?: readonly string[];
};

const partOf = (name: string, value: string | number | boolean | FilePart): RequestPart =>
  typeof value === 'object'
    ? { name, file: value.sample, type: sampleFiles[value.sample].type }
    : { name, value: String(value) };

export function requestOf(page: Page, example: Example): HttpRequest {
  const call = callOf(page, example);
  return {
    method: call.method,
    address: call.route.includes('*')
      ? addressOf(page, example).replaceAll('%2F', '/')
      : addressOf(page, example),
    credential: example.credential === undefined ? credentialOf(call) : 'literal',
    headers: {
      ...(example.credential === undefined ? {} : { Authorization: `Bearer ${example.credential}` }),
      ...example.headers,
    },
    ...(example.request ? { body: JSON.stringify(sampleOf(example.request), null, 2) } : {}),
    ...(example.form ? { form: partsOf(example.form).map(([name, value]) => partOf(name, value)) } : {}),
    ...(example.events
      ? { events: example.events.map((event) => JSON.stringify(sampleOf(event), null, 2)) }
      : {}),
  };
}
