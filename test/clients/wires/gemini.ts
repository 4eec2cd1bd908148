import { randomBytes } from 'node:crypto';
import { randomText } from '../../../server/src/base/ids.ts';
import { signatureMark } from '../../../server/src/providers/_families/gemini/simulator/check-request.ts';
import { google } from '../../../server/src/providers/google/index.ts';
import {
  fieldsOf,
  isObject,
  type Json,
  objectsIn,
  pieces,
  type ScriptedWire,
  textOf,
  tokensOf,
} from './shared.ts';

/** Google's own words for "there is none". */
const placeholders = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

const partsOf = (content: Json) => objectsIn(content['parts']);
const contentsOf = (body: Json) => objectsIn(body['contents']);

export const gemini: ScriptedWire = {
  provider: google,
  answers: (path) => /:(streamG|g)enerateContent$/.test(path),
  keyOf: (headers) => headers.get('x-goog-api-key') ?? '',
  read({ body, path }) {
    const parts = contentsOf(body).flatMap(partsOf);
    const found = (name: string) => parts.map((part) => part[name]).filter(isObject);
    return {
      tools: objectsIn(body['tools'])
        .flatMap((tool) => objectsIn(tool['functionDeclarations']))
        .map((tool) => ({
          name: textOf(tool['name']),
          fields: fieldsOf(tool['parametersJsonSchema'] ?? tool['parameters']),
        })),
      parallel: true, // this wire cannot forbid it
      calls: found('functionCall').map(({ name, args }) => JSON.stringify({ name, args })),
      results: found('functionResponse').map(({ response }) => JSON.stringify(response)),
      stream: path.includes(':stream'),
    };
  },
  /**
   * The marks that stand for "no signature" are not enough for what this upstream did sign; for calls that another made
   * they are right.
   */
  objection({ body, signed }) {
    for (const [index, content] of contentsOf(body).entries()) {
      const parts = partsOf(content);
      const foreign = parts
        .map((part) => textOf(part['thoughtSignature']))
        .find((signature) => signature !== '' && !signed.has(signature) && !placeholders.includes(signature));
      if (foreign !== undefined) return `Corrupted thought signature: ${foreign.slice(0, 40)}`;
      const [call] = parts.filter((part) => isObject(part['functionCall']));
      if (
        content['role'] === 'model' &&
        call &&
        signed.size > 0 &&
        !signed.has(textOf(call['thoughtSignature']))
      )
        return `Function call is missing a thought_signature in functionCall parts, position ${index + 1}.`;
    }
    return undefined;
  },
  refusal: (message) =>
    Response.json({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } }, { status: 400 }),
  write({ thought, text, uses }, { body, path, signed }) {
    const config = isObject(body['generationConfig']) ? body['generationConfig'] : {};
    const thinking = isObject(config['thinkingConfig']) ? config['thinkingConfig'] : {};
    const shows = thinking['includeThoughts'] === true;
    const signature = Buffer.concat([Buffer.from(signatureMark, 'base64'), randomBytes(60)]).toString(
      'base64',
    );
    signed.add(signature);
    const calls = uses.map(({ tool, input }, index) => ({
      functionCall: { id: randomText(8).toLowerCase(), name: tool.name, args: input },
      ...(index === 0 ? { thoughtSignature: signature } : {}),
    }));
    const model = /models\/([^:]+):/.exec(path)?.[1] ?? '';
    const given = tokensOf(body['contents']) + tokensOf(body['tools'] ?? []);
    const counts = (candidates: number) => ({
      promptTokenCount: given,
      cachedContentTokenCount: Math.floor(given / 2),
      ...(candidates > 0 ? { candidatesTokenCount: candidates } : {}),
      thoughtsTokenCount: tokensOf(thought),
      totalTokenCount: given + candidates + tokensOf(thought),
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: given }],
    });
    const all = tokensOf([text, calls]);
    const foot = { modelVersion: model, responseId: randomText(22) };
    const frame = (parts: readonly object[], finishReason?: string) => ({
      candidates: [
        { content: { parts, role: 'model' }, ...(finishReason ? { finishReason } : {}), index: 0 },
      ],
      usageMetadata: counts(finishReason ? all : 0),
      ...foot,
    });
    // The signature of a turn without calls comes last, with an empty text.
    const last = calls.length > 0 ? { text: '' } : { text: '', thoughtSignature: signature };
    const frames = [
      ...(shows ? pieces(thought, 20).map((piece) => frame([{ text: piece, thought: true }])) : []),
      ...pieces(text).map((piece) => frame([{ text: piece }])),
      ...(calls.length > 0 ? [frame(calls)] : []),
      frame([last], 'STOP'),
    ];
    return {
      whole: frame([...(shows ? [{ text: thought, thought: true }] : []), { text }, ...calls], 'STOP'),
      frames: frames.map((one) => `data: ${JSON.stringify(one)}\r\n\r\n`),
    };
  },
};
