import { randomText } from '../../base/ids.ts';
import { isObject, type Json } from '../../base/json.ts';
import type { Simulate } from '../../spec/provider.ts';
import { AnthropicError, invalid } from '../_families/anthropic/simulator/api-error.ts';
import { deliver, type Framing } from '../_families/anthropic/simulator/deliver.ts';
import { refuseAsAsked, spoil } from '../_families/anthropic/simulator/index.ts';
import {
  type AnthropicSimulatorOptions,
  openMessages,
  readBody,
} from '../_families/anthropic/simulator/messages.ts';
import { pause } from '../_families/simulated/deliver.ts';
import { readFaults } from '../_families/simulated/faults.ts';
import { bedrockVersion } from './body.ts';
import { writeFrame } from './event-frames.ts';
import { signatureOf } from './sigv4.ts';

/** The AWS keys that the simulated Bedrock knows, as a channel would have them. */
export const simulatedKey = 'AKIASIMULATEDEXAMPLE:simulated/secret+key';

type Options = AnthropicSimulatorOptions & {
  /** Secrets by access key id, beside the simulated one. */
  readonly secrets?: Readonly<Record<string, string>>;
};

/** How far the clocks of a signature and of the simulator may be apart: AWS's five minutes. Milliseconds. */
const mostSkew = 5 * 60_000;

/**
 * Bedrock's runtime for Claude: `/model/{id}/invoke` and `/model/{id}/invoke-with-response-stream`. Takes any API key
 * as bearer, and signatures of the AWS keys it knows, which it verifies. What the model does, and the faults that
 * `x-key4u-simulate` asks for, are those of Anthropic's simulator.
 */
export function createBedrockSimulator(options: Options): Simulate {
  const messages = openMessages(options);
  const [id = '', secret = ''] = simulatedKey.split(':');
  const secrets = new Map(Object.entries({ ...options.secrets, [id]: secret }));
  const next = options.pace ?? 8;
  const pace = { first: next * 2, next };
  return async (request) => {
    const headers = { 'x-amzn-requestid': randomText(36) };
    try {
      const faults = readFaults(request.headers, invalid);
      const bytes = Buffer.from(await request.clone().arrayBuffer());
      const key = verify(request, bytes, secrets, options.clock?.now() ?? Date.now());
      refuseAsAsked(faults);
      const { pathname } = new URL(request.url);
      const [, encoded, action] =
        /^\/model\/([^/]+)\/(invoke(?:-with-response-stream)?)$/.exec(pathname) ?? [];
      if (request.method !== 'POST' || encoded === undefined)
        throw new AnthropicError(404, 'UnknownOperationException', 'Unknown operation');
      const stream = action !== 'invoke';
      const body = claudeBody(await readBody(request), decodeURIComponent(encoded), stream);
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      const outcome = messages.create(body.inner, { key, faults, betas: body.betas });
      const spoiled = spoil(outcome, faults, headers);
      if (spoiled) return spoiled;
      return await deliver(outcome, faults, pace, headers, request.signal, framing);
    } catch (error) {
      if (!(error instanceof AnthropicError)) throw error;
      return Response.json(
        { message: error.message },
        {
          status: error.status === 529 ? 503 : error.status,
          headers: { ...headers, 'x-amzn-errortype': kindOf(error) },
        },
      );
    }
  };
}

const kinds: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  529: 'ServiceUnavailableException',
};

const kindOf = ({ status, type }: AnthropicError): string =>
  type.endsWith('Exception') ? type : (kinds[status] ?? 'ValidationException');

/** The body as the Messages API has it. */
function claudeBody(body: Json, model: string, stream: boolean): { inner: Json; betas: boolean } {
  const { anthropic_version: version, anthropic_beta: betas, ...rest } = body;
  if (version !== bedrockVersion)
    throw invalid(`${JSON.stringify(version ?? null)} is not a valid anthropic_version`);
  for (const name of [
    'model',
    'stream',
    'service_tier',
    'container',
    'mcp_servers',
    'inference_geo',
    'speed',
  ])
    if (name in rest)
      throw invalid(
        `Malformed input request: #: extraneous key [${name}] is not permitted, please reformat your input and try again.`,
      );
  if (betas !== undefined && !Array.isArray(betas))
    throw invalid('anthropic_beta: Input should be a valid list');
  return { inner: { ...rest, model, stream }, betas: Array.isArray(betas) && betas.length > 0 };
}

/** Who signed; throws for a signature that does not fit. */
function verify(request: Request, body: Buffer, secrets: ReadonlyMap<string, string>, now: number): string {
  const given = request.headers.get('authorization') ?? '';
  const bearer = /^Bearer\s+(\S+)$/i.exec(given)?.[1];
  if (bearer !== undefined) {
    if (bearer.startsWith('sk-revoked'))
      throw denied('The security token included in the request is invalid.');
    return bearer;
  }
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      given,
    );
  if (!parts) throw denied('Missing Authentication Token');
  const [, id = '', , region = '', service = '', signedNames = '', signature] = parts;
  const secret = secrets.get(id);
  if (secret === undefined) throw denied('The security token included in the request is invalid.');
  const stamp = request.headers.get('x-amz-date') ?? '';
  const at = Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(now - at) <= mostSkew)) throw denied(`Signature expired: ${stamp}`);
  const names = signedNames.split(';').filter((name) => name !== 'host');
  const headers = Object.fromEntries(names.map((name) => [name, request.headers.get(name) ?? '']));
  const { pathname, search } = new URL(request.url);
  // The host is what the caller asked for; where several simulators share a port, its path began with our name.
  const host = request.headers.get('host') ?? new URL(request.url).host;
  const fits = [pathname, `/bedrock${pathname}`].some((path) => {
    const url = `http://${host}${path}${search}`;
    const signed = signatureOf({ method: 'POST', url, headers, body }, secret, { region, service, now: at });
    return signed.signature === signature;
  });
  if (service !== 'bedrock' || !fits)
    throw denied(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  return id;
}

const denied = (message: string) => new AnthropicError(403, 'InvalidSignatureException', message);

const framing: Framing = {
  type: 'application/vnd.amazon.eventstream',
  frame(event) {
    if (event['type'] === 'error') {
      const message = isObject(event['error']) ? String(event['error']['message']) : '';
      return writeFrame(
        {
          ':exception-type': 'internalServerException',
          ':content-type': 'application/json',
          ':message-type': 'exception',
        },
        Buffer.from(JSON.stringify({ message })),
      );
    }
    const told =
      event['type'] === 'message_stop'
        ? { ...event, 'amazon-bedrock-invocationMetrics': { invocationLatency: 40, firstByteLatency: 16 } }
        : event;
    const bytes = Buffer.from(JSON.stringify(told)).toString('base64');
    return writeFrame(
      { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
      Buffer.from(JSON.stringify({ bytes, p: 'abcdefghij'.slice(0, 1 + (bytes.length % 10)) })),
    );
  },
};
