import type { CallKind, RequestHead } from '../../spec/call.ts';
import type { ListedModel, WireAnswer } from '../../spec/dialect.ts';

/**
 * One list for every client of /v1/models, because they cannot be told apart for sure: OpenAI's fields, Anthropic's
 * beside them (Claude Code sends a plain bearer token), and Codex's own list when it asks with `client_version`.
 */

const json = (value: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** Words of `supported_endpoint_types`. A chat model answers on every chat wire: the gateway converts. */
const typesByKind: Readonly<Partial<Record<CallKind, readonly string[]>>> = {
  chat: ['openai', 'anthropic', 'gemini', 'openai-response'],
  embedding: ['embeddings'],
  rerank: ['jina-rerank'],
  image: ['image-generation'],
};
const otherTypes = ['openai'] as const;

const entry = (model: ListedModel) => ({
  id: model.id,
  object: 'model',
  created: model.created,
  owned_by: model.owner,
  // Gateways of this family tell which endpoints a model answers on; their clients read it.
  supported_endpoint_types: [...new Set(model.kinds.flatMap((kind) => typesByKind[kind] ?? otherTypes))],
  type: 'model',
  display_name: model.title ?? model.id,
  created_at: new Date(model.created * 1000).toISOString().replace('.000Z', 'Z'),
});

/** `limit` and other questions are ignored: everything is on the one page. */
export function listModels(models: readonly ListedModel[], head?: RequestHead): WireAnswer {
  const codex = new URLSearchParams(head?.query ?? '').has('client_version');
  return json({
    success: true,
    object: 'list',
    data: models.map(entry),
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
    ...(codex ? { models: models.filter(({ kinds }) => kinds.includes('chat')).map(codexEntry) } : {}),
  });
}

export const showModel = (model: ListedModel): WireAnswer => json(entry(model));

/** Codex takes this text as the model's instructions where its own catalogue has none. */
const instructions =
  'You are a coding agent in a terminal, on the user’s machine. Read the files that matter before you change them, make ' +
  'the smallest change that does what was asked, check it with the project’s own tests or commands, and say shortly what ' +
  'you did. Change files with apply_patch where it is offered. Ask before anything that cannot be undone.';

const levels = [
  { effort: 'low', description: 'Short thinking, quick answers' },
  { effort: 'medium', description: 'Balanced' },
  { effort: 'high', description: 'Long thinking for hard problems' },
];

/** A model in Codex's shape (`ModelInfo` of openai/codex, codex-rs/protocol/src/openai_models.rs). */
const codexEntry = (model: ListedModel, at: number) => ({
  slug: model.id,
  display_name: model.title ?? model.id,
  description: `${model.title ?? model.id} (${model.owner})`,
  default_reasoning_level: 'medium',
  supported_reasoning_levels: levels,
  shell_type: 'shell_command',
  visibility: 'list',
  minimal_client_version: '0.0.0',
  supported_in_api: true,
  priority: at,
  upgrade: null,
  base_instructions: instructions,
  supports_reasoning_summaries: true,
  support_verbosity: false,
  default_verbosity: null,
  apply_patch_tool_type: 'freeform',
  truncation_policy: { mode: 'tokens', limit: 10_000 },
  supports_parallel_tool_calls: true,
  context_window: model.context ?? 128_000,
  experimental_supported_tools: [],
});
