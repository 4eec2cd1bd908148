import type { CallKind, RequestHead } from '../../spec/call.ts';
import type { ListedModel, WireAnswer } from '../../spec/dialect.ts';

/** Google's default is 50; a client that does not ask for pages gets the whole list, most never ask for a second. */
const longestPage = 1000;

const methods: Readonly<Partial<Record<CallKind, readonly string[]>>> = {
  chat: ['generateContent', 'streamGenerateContent', 'countTokens'],
  embedding: ['embedContent', 'batchEmbedContents', 'countTokens'],
  image: ['predict'],
};

const methodsOf = ({ kinds }: ListedModel): readonly string[] => [
  ...new Set(kinds.flatMap((kind) => methods[kind] ?? [])),
];

const entry = (model: ListedModel) => ({
  name: `models/${model.id}`,
  baseModelId: model.id,
  version: '001',
  displayName: model.title ?? model.id,
  description: model.title ?? model.id,
  ...(model.context === undefined ? {} : { inputTokenLimit: model.context }),
  ...(model.maxOutput === undefined ? {} : { outputTokenLimit: model.maxOutput }),
  supportedGenerationMethods: methodsOf(model),
});

const json = (value: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(value),
});

/** ListModels of v1beta: those that can be called in this wire. A page token is the number of models before it. */
export function listModels(models: readonly ListedModel[], head: RequestHead): WireAnswer {
  const query = new URLSearchParams(head.query);
  const callable = models.filter((model) => methodsOf(model).length > 0);
  const asked = Number(query.get('pageSize') ?? query.get('page_size') ?? 0);
  const size = Number.isInteger(asked) && asked > 0 ? Math.min(asked, longestPage) : callable.length;
  const token = Number(query.get('pageToken') ?? query.get('page_token') ?? 0);
  const from = Number.isInteger(token) && token > 0 ? token : 0;
  const next = from + size;
  return json({
    models: callable.slice(from, next).map(entry),
    ...(next < callable.length ? { nextPageToken: String(next) } : {}),
  });
}

export const showModel = (model: ListedModel): WireAnswer => json(entry(model));
