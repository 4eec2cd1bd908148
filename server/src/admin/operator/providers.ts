import { z } from 'zod';
import type { CallKind } from '../../spec/call.ts';
import type { Provider } from '../../spec/provider.ts';
import type { AdminDeps } from '../deps.ts';
import { defineRoute } from '../route.ts';

const text = z.object({ en: z.string(), vi: z.string() });

const providerReply = z.object({
  id: z.string(),
  name: text,
  base_url: z.string().nullable().describe('Its own; may hold names of settings in braces. Null: give one'),
  needs_base_url: z.boolean(),
  settings: z.array(
    z.object({
      name: z.string(),
      label: text,
      help: text.nullable(),
      required: z.boolean(),
      secret: z.boolean(),
    }),
  ),
  key_help: text.nullable().describe('How a key is written, where it is more than a text'),
  kinds: z.array(z.string()).describe('Of the models that are known; empty: whatever the upstream has'),
  models: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullable(),
      kinds: z.array(z.string()),
      context: z.number().int().nullable(),
      max_output: z.number().int().nullable(),
      retired_on: z.string().nullable(),
      priced: z.boolean(),
    }),
  ),
  free_probe: z.boolean().describe('A test without a model costs nothing'),
  tests_models: z.boolean().describe('A test with a model is one small call'),
  lists_models: z.boolean().describe('POST /api/admin/channels/models can ask the upstream'),
});

function shown({ manifest, ...provider }: Provider, deps: AdminDeps): z.input<typeof providerReply> {
  const { cardOf } = deps.catalogue();
  const kinds = new Set<CallKind>(manifest.models.flatMap((model) => model.kinds));
  return {
    id: manifest.id,
    name: manifest.name,
    base_url: manifest.baseUrl ?? null,
    needs_base_url: manifest.baseUrl === undefined,
    settings: manifest.settings.map(({ name, label, help, required, secret }) => ({
      name,
      label,
      help: help ?? null,
      required,
      secret,
    })),
    key_help: manifest.keyHelp ?? null,
    kinds: [...kinds],
    models: manifest.models.map(({ id, title, kinds: has, context, maxOutput, retired }) => ({
      id,
      title: title ?? null,
      kinds: [...has],
      context: context ?? null,
      max_output: maxOutput ?? null,
      retired_on: retired?.on ?? null,
      priced: cardOf(id) !== undefined,
    })),
    free_probe: provider.probePath !== undefined,
    tests_models: Object.values(provider.wires).some((wire) => wire.smallest !== undefined),
    lists_models: provider.modelList !== undefined,
  };
}

export const providerRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/admin/providers',
    auth: 'admin',
    summary: {
      en: 'Kinds of upstream: what a channel of each needs, and the models that are known',
      vi: 'Các loại nhà cung cấp: kênh của mỗi loại cần gì, và các model đã biết',
    },
    reply: z.object({ items: z.array(providerReply) }),
    handler: async (_ask, deps) => ({ items: deps.providers.map((provider) => shown(provider, deps)) }),
  }),
];
