/** Name of this wire, also as the maker of its encrypted thoughts. */
export const wireId = 'openai-responses';
