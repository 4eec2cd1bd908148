import { booleanIn, type Json, numberIn, objectIn, textIn } from '../../base/json.ts';
import { type Effort, efforts, type Thinking } from '../../spec/chat.ts';
import { defined } from './values.ts';

/**
 * How much to think, by whatever field the client's habit is: OpenAI's `reasoning_effort`; DeepSeek's, Doubao's and
 * GLM's `thinking`; Qwen's `enable_thinking` and `thinking_budget`; OpenRouter's `reasoning`; Google's
 * `google.thinking_config`; `chat_template_kwargs` of vLLM. A plain switch stands over a level.
 */
export function readThinking(body: Json): Thinking | undefined {
  const thinking = objectIn(body['thinking']);
  const reasoning = objectIn(body['reasoning']);
  const template = objectIn(body['chat_template_kwargs']);
  const google = objectIn(objectIn(body['google'])?.['thinking_config']);
  const effort =
    effortOf(body['reasoning_effort']) ??
    effortOf(reasoning?.['effort']) ??
    effortOf(thinking?.['effort']) ??
    effortOf(google?.['thinking_level'] ?? google?.['thinkingLevel']);
  const budget =
    numberIn(thinking?.['budget_tokens']) ??
    numberIn(body['thinking_budget']) ??
    numberIn(reasoning?.['max_tokens']) ??
    numberIn(google?.['thinking_budget'] ?? google?.['thinkingBudget']);
  const enabled =
    switchOf(thinking?.['type']) ??
    booleanIn(body['enable_thinking']) ??
    booleanIn(reasoning?.['enabled']) ??
    booleanIn(template?.['enable_thinking']) ??
    booleanIn(template?.['thinking']);
  const shown = booleanIn(google?.['include_thoughts'] ?? google?.['includeThoughts']);
  const excluded = booleanIn(reasoning?.['exclude']);
  const show = shown ?? (excluded === undefined ? undefined : !excluded);
  if (enabled === false || (enabled === undefined && (effort === 'none' || budget === 0)))
    return { mode: 'off' };
  if (enabled === undefined && effort === undefined && budget === undefined && show === undefined)
    return undefined;
  return defined<Thinking>({
    mode: 'on',
    effort: effort === 'none' ? undefined : effort,
    // A negative budget is Google's word for "as much as it likes".
    budget: budget !== undefined && budget > 0 ? Math.floor(budget) : undefined,
    show,
  });
}

function effortOf(value: unknown): Effort | 'none' | undefined {
  const word = textIn(value)?.toLowerCase();
  return word === 'none' ? 'none' : efforts.find((effort) => effort === word);
}

function switchOf(type: unknown): boolean | undefined {
  if (type === 'disabled') return false;
  return type === 'enabled' || type === 'adaptive' || type === 'auto' ? true : undefined;
}
