import { topLevelSpans } from '../../base/json-span.ts';

/** What Bedrock's front of the Messages API takes in place of the header. */
export const bedrockVersion = 'bedrock-2023-05-31';

/**
 * Fields that it takes; any other is refused ("extraneous key"). Sources: Amazon Bedrock user guide, request of the
 * Anthropic Claude Messages API; Anthropic's pages on Bedrock for thinking, output_config and context_management.
 */
const fields = new Set([
  'max_tokens',
  'messages',
  'system',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'context_management',
  'metadata',
]);

/** Betas that it knows, by Anthropic's name. Source: the header table of LiteLLM 1.109.1 for Bedrock. */
const betas: Readonly<Record<string, string>> = {
  'advanced-tool-use-2025-11-20': 'tool-search-tool-2025-10-19',
  'compact-2026-01-12': 'compact-2026-01-12',
  'computer-use-2025-01-24': 'computer-use-2025-01-24',
  'computer-use-2025-11-24': 'computer-use-2025-11-24',
  'context-1m-2025-08-07': 'context-1m-2025-08-07',
  'context-management-2025-06-27': 'context-management-2025-06-27',
  'effort-2025-11-24': 'effort-2025-11-24',
  'fine-grained-tool-streaming-2025-05-14': 'fine-grained-tool-streaming-2025-05-14',
  'interleaved-thinking-2025-05-14': 'interleaved-thinking-2025-05-14',
  'mid-conversation-output-config-2026-07-01': 'mid-conversation-output-config-2026-07-01',
  'mid-conversation-tool-changes-2026-07-01': 'mid-conversation-tool-changes-2026-07-01',
  'thinking-binding-controls-2026-08-01': 'thinking-binding-controls-2026-08-01',
  'thinking-display-updates-2026-08-18': 'thinking-display-updates-2026-08-18',
  'tool-search-tool-2025-10-19': 'tool-search-tool-2025-10-19',
};

/** The betas of a client's header that Bedrock knows. */
export const knownBetas = (header: string | undefined): string[] => [
  ...new Set(
    (header ?? '').split(',').flatMap((word) => {
      const name = betas[word.trim()];
      return name === undefined ? [] : [name];
    }),
  ),
];

/** Does a field need a beta that the client did not send, or that Bedrock does not know? */
const isAllowed = (name: string, sent: readonly string[]) =>
  fields.has(name) &&
  (name !== 'context_management' || sent.some((one) => /^(context-management|compact)-/.test(one)));

/**
 * A native body as Bedrock takes it: the fields it knows with their bytes unchanged, `edits` (JSON texts) made, version
 * and betas inside. The model and the stream are said by the path.
 */
export function bedrockBody(
  body: Buffer,
  edits: Readonly<Record<string, string>>,
  betaHeader: string | undefined,
): Buffer {
  const sent = knownBetas(betaHeader);
  const parts: Buffer[] = [Buffer.from(`{"anthropic_version":"${bedrockVersion}"`)];
  if (sent.length > 0) parts.push(Buffer.from(`,"anthropic_beta":${JSON.stringify(sent)}`));
  const add = (name: string, value: Buffer) => {
    if (isAllowed(name, sent)) parts.push(Buffer.from(`,${JSON.stringify(name)}:`), value);
  };
  const spans = topLevelSpans(body);
  for (const [name, { start, end }] of spans)
    add(name, edits[name] === undefined ? body.subarray(start, end) : Buffer.from(edits[name]));
  for (const [name, value] of Object.entries(edits)) if (!spans.has(name)) add(name, Buffer.from(value));
  parts.push(Buffer.from('}'));
  return Buffer.concat(parts);
}
