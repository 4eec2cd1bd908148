/*
 * What OpenAI's models can do, by their names: for every provider that serves them.
 */

/**
 * What each model takes as `reasoning.effort`, least first; empty: it does not reason and refuses the field.
 * Sources: OpenAI's reasoning guide and model pages (read 2026-11-23), and the refusals that name the values
 * ("Supported values are: 'none', 'low', 'medium', and 'high'."). The first pattern that fits counts.
 */
const table: readonly (readonly [name: RegExp, efforts: string])[] = [
  [/^(gpt-3|gpt-4|chatgpt|gpt-audio|gpt-realtime|davinci|babbage|text-)/, ''],
  [/^gpt-5[\d.]*-(chat|search)/, ''],
  [/^computer-use/, ''],
  [/^chat-latest$/, 'medium'],
  [/deep-research/, 'medium'],
  [/^o\d/, 'low medium high'],
  [/^gpt-5-pro/, 'high'],
  [/^gpt-5(\.1)?-codex(?!-max)/, 'low medium high'],
  [/^gpt-5[\d.]*-codex/, 'low medium high xhigh'],
  [/^gpt-5\.\d-pro/, 'medium high xhigh'],
  [/^gpt-5(?!\.)/, 'minimal low medium high'],
  [/^gpt-5\.1(?!\d)/, 'none low medium high'],
  [/^gpt-5\.[2-5](?!\d)/, 'none low medium high xhigh'],
  [/^gpt-(6-(astra|rosalind)|6\.1-sol)/, 'low medium high xhigh max'],
  [/^gpt-(5\.|[6-9])/, 'none low medium high xhigh max'],
];

/** Undefined: a name that OpenAI does not have; the client's word goes through. */
export function effortsOf(model: string): readonly string[] | undefined {
  const efforts = table.find(([name]) => name.test(model))?.[1];
  return efforts === undefined ? undefined : efforts === '' ? [] : efforts.split(' ');
}

export const reasons = (model: string): boolean => (effortsOf(model)?.length ?? 0) > 0;

/** The one wire that answers for a model, by the habits of OpenAI's names; undefined: chat and Responses both. */
export function onlyWireByName(model: string): 'chat' | 'responses' | undefined {
  if (/^(gpt|o\d).*(-pro(-\d|$)|codex|deep-research)|^codex|^computer-use/.test(model)) return 'responses';
  return /^gpt-.*(audio|search-(preview|api))/.test(model) ? 'chat' : undefined;
}
