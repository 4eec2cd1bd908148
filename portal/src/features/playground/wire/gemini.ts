import { errorText, fieldsOf, listOf, type Piece, parsed, type Reader, textOf, usageOf } from './pieces.ts';
import {
  type ApiRequest,
  type Attachment,
  type ChatSettings,
  type Effort,
  given,
  inputOf,
  type Turn,
} from './turns.ts';

/** Gemini's `streamGenerateContent?alt=sse`: each event is a `GenerateContentResponse` with the next parts. */

export const dialect = 'gemini';

/** What of a call's part must come back with it. */
type Signed = { readonly call: number; readonly signature: string };

export const openReader = (): Reader => {
  let calls = 0;
  return ({ data }) => {
    const event = parsed(data);
    if (!event) return [];
    if (event['error']) return [{ type: 'error', message: errorText(event) }];
    const pieces: Piece[] = [];
    const [candidate] = listOf(event['candidates']);
    for (const part of listOf(fieldsOf(candidate?.['content'])['parts'])) {
      const text = textOf(part['text']);
      if (text) pieces.push({ type: part['thought'] === true ? 'thinking' : 'text', text });
      const inline = fieldsOf(part['inlineData']);
      if (/^image\/(png|jpeg|webp|gif)$/.test(textOf(inline['mimeType'])))
        pieces.push({
          type: 'image',
          url: `data:${textOf(inline['mimeType'])};base64,${textOf(inline['data'])}`,
        });
      if (part['functionCall']) {
        const call = fieldsOf(part['functionCall']);
        const at = calls++;
        pieces.push({
          type: 'tool',
          at,
          id: textOf(call['id']) || `call-${at}`,
          name: textOf(call['name']),
          input: JSON.stringify(call['args'] ?? {}),
        });
        const signature = textOf(part['thoughtSignature']);
        if (signature) pieces.push({ type: 'carry', item: { call: at, signature } satisfies Signed });
      }
    }
    const counts = fieldsOf(event['usageMetadata']);
    if (event['usageMetadata']) {
      const thinking = Number(counts['thoughtsTokenCount'] ?? 0);
      pieces.push({
        type: 'usage',
        usage: usageOf({
          input: counts['promptTokenCount'],
          output: Number(counts['candidatesTokenCount'] ?? 0) + thinking,
          cached: counts['cachedContentTokenCount'],
          thinking: thinking || undefined,
        }),
      });
    }
    const blocked = textOf(fieldsOf(event['promptFeedback'])['blockReason']);
    const reason = textOf(candidate?.['finishReason']) || blocked;
    if (reason) pieces.push({ type: 'finish', reason });
    return pieces;
  };
};

const partOf = ({ mediaType, base64 }: Attachment): object => ({
  inlineData: { mimeType: mediaType, data: base64 },
});

const signatureOf = (carry: readonly unknown[], call: number): string | undefined =>
  carry.map(fieldsOf).find((one) => one['call'] === call)?.['signature'] as string | undefined;

const contentsOf = (turn: Turn): object[] =>
  turn.role === 'user'
    ? [
        {
          role: 'user',
          parts: [...turn.attachments.map(partOf), ...(turn.text ? [{ text: turn.text }] : [])],
        },
      ]
    : [
        {
          role: 'model',
          parts: [
            ...(turn.text ? [{ text: turn.text }] : []),
            ...turn.tools.map((call, at) =>
              given({
                functionCall: { name: call.name, args: inputOf(call) },
                thoughtSignature: turn.dialect === dialect ? signatureOf(turn.carry, at) : undefined,
              }),
            ),
          ],
        },
        ...(turn.tools.length > 0
          ? [
              {
                role: 'user',
                parts: turn.tools.map(({ name, output }) => ({
                  functionResponse: { name, response: { result: output ?? '' } },
                })),
              },
            ]
          : []),
      ];

const budgets: Readonly<Record<Effort, number>> = { low: 1024, medium: 4096, high: 16_384 };

export const write = (turns: readonly Turn[], settings: ChatSettings): ApiRequest => {
  const config = given({
    maxOutputTokens: settings.maxTokens,
    temperature: settings.temperature,
    topP: settings.topP,
    thinkingConfig: settings.effort
      ? { includeThoughts: true, thinkingBudget: budgets[settings.effort] }
      : undefined,
  });
  return {
    path: `/v1beta/models/${encodeURIComponent(settings.model)}:streamGenerateContent?alt=sse`,
    body: given({
      systemInstruction: settings.system ? { parts: [{ text: settings.system }] } : undefined,
      contents: turns.flatMap(contentsOf),
      generationConfig: Object.keys(config).length > 0 ? config : undefined,
      tools: settings.tools.length > 0 ? [{ functionDeclarations: settings.tools }] : undefined,
      ...settings.extra,
    }),
  };
};
