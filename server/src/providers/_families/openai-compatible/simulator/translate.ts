import { ApiError, badField } from './api-error.ts';
import type { Prompt } from './prompt.ts';
import type { ChatRequest } from './wire.ts';

/** Qwen's translators: one text in, the same text in another language out. Source: Model Studio, "Machine translation". */

export const translates = (model: string): boolean => /^qwen-mt-/.test(model);

/** Throws ApiError for what a translator refuses. */
export function checkTranslation(request: ChatRequest): void {
  const [only, ...more] = request.messages;
  if (only?.role !== 'user' || more.length > 0)
    throw new ApiError(400, 'The messages of a translation are one message with the role user.', {
      param: 'messages',
      code: 'invalid_parameter_error',
    });
  const options = request.translation_options;
  const missing = (['source_lang', 'target_lang'] as const).find((name) => !options?.[name]);
  if (missing === undefined) return;
  const param = options ? `translation_options.${missing}` : 'translation_options';
  throw badField(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
}

/** The text with its terms exchanged, and a word that nothing else was translated. */
export function translated({ translation_options: options }: ChatRequest, prompt: Prompt): string {
  let text = prompt.lastUser.slice(0, 2000);
  for (const { source, target } of options?.terms ?? []) text = text.replaceAll(source, target);
  return `[simulated ${options?.target_lang ?? ''}] ${text}`;
}
