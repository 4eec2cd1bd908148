import type { Access, NativeWire, Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { effortField } from '../_families/openai-compatible/thinking-fields.ts';
import { drawsByName, mediaWires } from '../_families/openai-media/index.ts';
import { openAiResponses } from '../_families/openai-responses/index.ts';
import { effortsOf, onlyWireByName, reasons } from '../_families/openai-responses/openai-models.ts';
import { locate } from './paths.ts';
import { simulator } from './simulator.ts';

/**
 * OpenAI's models on Azure. The model of a call is the name of a deployment, which the operator chose; where it is the
 * model's own name, what is known of that model holds. Without the setting `api-version` the v1 API is spoken.
 * Source: Microsoft's data-plane reference (v1 and 2025-04-01-preview), read 2026-11-23.
 */
// Its list of models is of what may be deployed, not of deployments, which calls name.
const { modelList: _ofOthers, ...base } = openAiCompatible({
  manifest: {
    id: 'azure-openai',
    name: { en: 'Azure OpenAI', vi: 'Azure OpenAI' },
    owner: 'azure',
    settings: [
      {
        name: 'api-version',
        label: {
          en: 'API version (empty: v1)',
          vi: 'Phiên bản API (để trống: v1)',
        },
        required: false,
        secret: false,
      },
    ],
    models: [],
  },
  limitField: (endpoint) => (endpoint === 'chat' ? 'max_completion_tokens' : 'max_tokens'),
  refusesMaxTokens: reasons,
  chat: {
    takes: [
      'audio',
      'strict-tools',
      'no-parallel-tools',
      'schema-output',
      'several-answers',
      'logprobs',
      'logit-bias',
      'seed',
      'penalties',
      'cache-key',
      'user',
      'audio-output',
      'token-ids',
    ],
    thinking: effortField(effortsOf),
    refusesSampling: reasons,
  },
});

const responses = openAiResponses({
  efforts: effortsOf,
  locate: (path, access) => locate(path, undefined, access),
  serves(deployment, endpoint) {
    if (drawsByName(deployment)) return false;
    const only = onlyWireByName(deployment);
    return only === undefined ? endpoint !== 'chat' || reasons(deployment) : only === 'responses';
  },
});

/** The same wire with Azure's paths. */
function relocated(wire: NativeWire): NativeWire {
  const paths: Record<string, NativeWire['paths'][string]> = {};
  for (const [name, path] of Object.entries(wire.paths)) {
    paths[name] = (call, deployment, access) =>
      locate(typeof path === 'string' ? path : path(call, deployment, access), deployment, access);
  }
  const { chat, embedding, smallest, ...rest } = wire;
  return {
    ...rest,
    paths,
    ...(chat && {
      chat: {
        ...chat,
        path: (deployment, stream, access, request) =>
          locate(chat.path(deployment, stream, access, request), deployment, access),
      },
    }),
    ...(embedding && {
      embedding: {
        ...embedding,
        path: (deployment, access) => locate(embedding.path(deployment, access), deployment, access),
      },
    }),
    // Every resource speaks v1, whatever the channel's version is.
    ...(smallest && {
      smallest: (deployment) => {
        const { path, body } = smallest(deployment);
        return { path: locate(path, deployment), body };
      },
    }),
  };
}

const { 'openai-moderations': _absent, ...media } = mediaWires;

export const azureOpenai: Provider = {
  ...base,
  authorize: ({ key }: Access) => ({ 'api-key': key }),
  wires: {
    'openai-responses': {
      ...responses,
      smallest: (deployment) => ({
        path: locate('/responses', deployment),
        body: JSON.stringify({ model: deployment, input: 'Say ok.', max_output_tokens: 16, store: false }),
      }),
    },
    ...Object.fromEntries(
      Object.entries({ ...base.wires, ...media }).map(([id, wire]) => [
        id,
        {
          ...relocated(wire),
          ...(id === 'openai-chat' && {
            serves: (deployment: string, endpoint: string) =>
              endpoint !== 'chat' || (onlyWireByName(deployment) !== 'responses' && !drawsByName(deployment)),
          }),
        },
      ]),
    ),
  },
  probePath: '/openai/v1/models',
  passHeaders: [],
  simulator,
};
