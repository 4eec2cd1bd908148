import type { ChatPort, NativeWire, Provider } from '../../spec/provider.ts';
import { readAnswer } from '../_families/anthropic/answer.ts';
import { cacheSetting } from '../_families/anthropic/cache-marks.ts';
import { chatPort } from '../_families/anthropic/chat.ts';
import { longestOf, nativeEdits } from '../_families/anthropic/index.ts';
import { writeRequest } from '../_families/anthropic/write-request.ts';
import { bedrockBody, bedrockVersion } from './body.ts';
import { credentialsOf, regionOf } from './credentials.ts';
import { openParts, openStream } from './events.ts';
import { readFault } from './faults.ts';
import { models } from './models.ts';
import { signRequest } from './sigv4.ts';
import { createBedrockSimulator } from './simulator.ts';

/** Identifiers and ARNs hold signs that a path does not. */
const pathOf = (model: string, stream: boolean): string =>
  `/model/${encodeURIComponent(model)}/${stream ? 'invoke-with-response-stream' : 'invoke'}`;

const chat: ChatPort = {
  ...chatPort,
  path: pathOf,
  // Bedrock takes media as data only.
  takesUrl: () => false,
  writeRequest(request, to, losses) {
    if (request.tier !== undefined && request.tier !== 'auto' && request.tier !== 'default')
      losses.drop('tier', 'service_tier');
    const { tier: _tier, ...rest } = request;
    const {
      model: _model,
      stream: _stream,
      ...body
    } = writeRequest(rest, to, losses, { hostedTools: false });
    return { anthropic_version: bedrockVersion, ...body };
  },
  openParts,
  carriage: {
    ...chatPort.carriage,
    tier: 'dropped',
    'web-search': 'dropped',
    'url-context': 'dropped',
    code: 'dropped',
  },
};

const longest = longestOf(models);

const wire: NativeWire = {
  paths: { messages: (call, upstreamModel) => pathOf(upstreamModel, call.stream) },
  rewrite: (call, upstreamModel) => ({
    body: bedrockBody(
      call.body,
      nativeEdits(call, upstreamModel, longest(upstreamModel)),
      call.headers?.['anthropic-beta'],
    ),
  }),
  edits: () => ({}),
  chat,
  readAnswer,
  openStream,
  smallest: (model) => ({
    path: pathOf(model, false),
    body: JSON.stringify({
      anthropic_version: bedrockVersion,
      max_tokens: 16,
      messages: [{ role: 'user', content: 'Say ok.' }],
    }),
  }),
};

/**
 * Claude on Amazon Bedrock, through InvokeModel. The channel's key is `ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN]`
 * (requests are signed) or an API key of Bedrock. Source: Amazon Bedrock API reference and user guide.
 */
export const bedrock: Provider = {
  manifest: {
    id: 'bedrock',
    name: { en: 'Amazon Bedrock', vi: 'Amazon Bedrock' },
    baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com',
    owner: 'anthropic',
    keyHelp: {
      en: '`ACCESS_KEY_ID:SECRET_ACCESS_KEY`, with `:SESSION_TOKEN` behind it where there is one, or an API key of Bedrock.',
      vi: '`ACCESS_KEY_ID:SECRET_ACCESS_KEY`, thêm `:SESSION_TOKEN` nếu có, hoặc một khóa API của Bedrock.',
    },
    settings: [
      { name: 'region', label: { en: 'AWS region', vi: 'Vùng AWS' }, required: true, secret: false },
      cacheSetting,
    ],
    models,
  },
  authorize({ key }): Record<string, string> {
    const credentials = credentialsOf(key);
    return credentials.by === 'bearer' ? { authorization: `Bearer ${credentials.token}` } : {};
  },
  sign(request, access, now) {
    const credentials = credentialsOf(access.key);
    if (credentials.by === 'bearer') return {};
    return signRequest(request, credentials, {
      region: regionOf(access, request.url),
      service: 'bedrock',
      now,
    });
  },
  wires: { 'anthropic-messages': wire },
  readFault,
  passHeaders: [],
  simulator: () =>
    createBedrockSimulator({
      models: models.map(({ id, title, context, maxOutput }) => ({
        id,
        title: title ?? id,
        ...(context === undefined ? {} : { context }),
        ...(maxOutput === undefined ? {} : { maxOutput }),
      })),
    }),
};
