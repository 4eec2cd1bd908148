import { queryOptions } from '@tanstack/react-query';
import { call, type Reply } from '@/api/client.ts';

export type Key = Reply<'GET /api/portal/keys'>['items'][number];
export type Choices = Reply<'GET /api/portal/keys/choices'>;
export type Client = Reply<'GET /api/portal/clients'>['clients'][number];

export const choicesQuery = queryOptions({
  queryKey: ['keys', 'choices'],
  queryFn: ({ signal }) => call('GET /api/portal/keys/choices', { signal }),
});

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: ({ signal }) => call('GET /api/portal/clients', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Does a list of names, of which some end in `*`, have this one? Null: every name. */
export const allows = (names: readonly string[] | null, model: string): boolean =>
  names === null ||
  names.some((name) => (name.endsWith('*') ? model.startsWith(name.slice(0, -1)) : name === model));

/** Chat models that a key reaches now. */
export function chatModelsOf(key: Pick<Key, 'mode' | 'group' | 'models'>, choices: Choices): string[] {
  const group = choices.groups.find(({ name }) => name === (key.group ?? choices.own_group));
  const chats = new Set(choices.chat_models);
  const reached = key.mode === 'test' ? choices.test_models : (group?.models ?? []);
  return reached.filter((model) => chats.has(model) && allows(key.models, model));
}
