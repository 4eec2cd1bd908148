import { randomText } from '../../../../base/ids.ts';
import { isObject, type Json, objectsIn, textOf } from '../../../../base/json.ts';
import type { ChatPart, Finish, Signature } from '../../../../spec/chat.ts';
import { CallArguments } from './call-arguments.ts';
import { citationsIn } from './citations.ts';

const from = 'gemini';

/** Google's words for why an answer ended. STOP with calls in the answer means the calls. */
const finishes: Readonly<Record<string, Finish['reason']>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'filtered',
  RECITATION: 'filtered',
  BLOCKLIST: 'filtered',
  PROHIBITED_CONTENT: 'filtered',
  SPII: 'filtered',
  MODEL_ARMOR: 'filtered',
  IMAGE_SAFETY: 'filtered',
  IMAGE_PROHIBITED_CONTENT: 'filtered',
  IMAGE_RECITATION: 'filtered',
};

/** Turns one candidate's content, whole or in frames, into parts. */
export class CandidateParts {
  #word: string | undefined;
  #calls = 0;
  /** A call whose arguments come in pieces. */
  #open:
    | { readonly number: number; readonly arguments: CallArguments; readonly signature?: Signature }
    | undefined;
  /** The text block: ends late, because citations come after its last words and its signature. */
  #text: { said: string; before: string; signature?: Signature } | undefined;
  #before = '';
  readonly #cited = new Set<string>();

  /** The candidate said that it is finished. */
  get finished(): boolean {
    return this.#word !== undefined;
  }

  /** One candidate of an answer, or of one frame of a stream. */
  *take(candidate: Json): Generator<ChatPart> {
    const { content } = candidate;
    for (const part of isObject(content) ? objectsIn(content['parts']) : []) yield* this.#part(part);
    yield* this.#citations(candidate);
    const word = candidate['finishReason'];
    if (typeof word === 'string' && word !== 'FINISH_REASON_UNSPECIFIED') this.#word = word;
  }

  /** The last parts: what is open is closed, then why it ended. */
  *end(): Generator<ChatPart> {
    yield* this.#closeCall();
    yield* this.#closeText();
    yield { type: 'finish', finish: this.#finish() };
  }

  #finish(): Finish {
    const reason = this.#word === undefined ? undefined : finishes[this.#word];
    if (reason === 'stop') return { reason: this.#calls > 0 ? 'tools' : 'stop' };
    if (reason === undefined)
      return { reason: 'other', ...(this.#word === undefined ? {} : { word: this.#word }) };
    return { reason, ...(reason === 'filtered' && this.#word !== undefined ? { word: this.#word } : {}) };
  }

  *#part(part: Json): Generator<ChatPart> {
    const value = part['thoughtSignature'];
    const signature: Signature | undefined =
      typeof value === 'string' && value !== '' ? { from, value } : undefined;
    const { text, functionCall, inlineData } = part;
    const thought = part['thought'] === true;
    if (typeof text === 'string') {
      if (thought) yield* this.#thought(text, signature);
      else yield* this.#said(text, signature);
    } else if (isObject(functionCall)) {
      yield* this.#closeText();
      yield* this.#call(functionCall, signature);
    } else if (isObject(inlineData) && !thought) {
      yield* this.#closeText();
      yield* this.#medium(inlineData, signature, part);
    } else if (Object.keys(part).length > 0) {
      yield* this.#closeText();
      yield { type: 'opaque', block: opaqueOf(part) };
    }
  }

  *#thought(text: string, signature: Signature | undefined): Generator<ChatPart> {
    if (text === '' && !signature) return;
    yield* this.#closeText();
    if (text !== '') yield { type: 'thinking-delta', text };
    if (signature) yield { type: 'thinking-end', signature };
  }

  *#said(text: string, signature: Signature | undefined): Generator<ChatPart> {
    if (text === '' && !signature) return;
    // Behind a signature a new block begins; an empty text only brings the signature of what stands before it.
    if (this.#text?.signature && (text !== '' || signature)) yield* this.#closeText();
    this.#text ??= { said: '', before: this.#before };
    if (text !== '') yield { type: 'text-delta', text };
    this.#text.said += text;
    if (signature) this.#text.signature = signature;
  }

  *#closeText(): Generator<ChatPart> {
    const open = this.#text;
    if (!open) return;
    this.#text = undefined;
    this.#before += open.said;
    yield { type: 'text-end', ...(open.signature ? { signature: open.signature } : {}) };
  }

  *#call(call: Json, signature: Signature | undefined): Generator<ChatPart> {
    const { name, args } = call;
    const goesOn = call['willContinue'] === true;
    const pieces = objectsIn(call['partialArgs']);
    if (typeof name === 'string' && name !== '') {
      yield* this.#closeCall();
      const number = this.#calls++;
      const id = textOf(call['id']) || `call_${randomText(24)}`;
      yield { type: 'tool-start', call: number, id, name };
      this.#open = { number, arguments: new CallArguments(), ...(signature ? { signature } : {}) };
    } else if (this.#open && signature && !this.#open.signature) this.#open = { ...this.#open, signature };
    if (!this.#open) return;
    if (isObject(args)) this.#open.arguments.add(args);
    for (const piece of pieces) this.#open.arguments.put(piece);
    if (!goesOn) yield* this.#closeCall();
  }

  *#closeCall(): Generator<ChatPart> {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    yield { type: 'tool-delta', call: open.number, text: open.arguments.toJson() };
    yield { type: 'tool-end', call: open.number, ...(open.signature ? { signature: open.signature } : {}) };
  }

  *#medium(inline: Json, signature: Signature | undefined, part: Json): Generator<ChatPart> {
    const mediaType = textOf(inline['mimeType']) || 'application/octet-stream';
    const source = { by: 'data', mediaType, data: textOf(inline['data']) } as const;
    const kind = mediaType.slice(0, mediaType.indexOf('/'));
    if (kind === 'image')
      yield { type: 'media', block: { type: 'image', source, ...(signature ? { signature } : {}) } };
    else if (kind === 'audio' || kind === 'video') yield { type: 'media', block: { type: kind, source } };
    else yield { type: 'opaque', block: { type: 'opaque', from, value: part } };
  }

  *#citations(candidate: Json): Generator<ChatPart> {
    if (candidate['groundingMetadata'] === undefined && candidate['urlContextMetadata'] === undefined) return;
    const open = this.#text;
    for (const citation of citationsIn(candidate, open?.before ?? this.#before, open?.said ?? '')) {
      const key = JSON.stringify(citation);
      if (this.#cited.has(key)) continue;
      this.#cited.add(key);
      this.#text ??= { said: '', before: this.#before };
      yield { type: 'citation', citation };
    }
  }
}

/** Parts that only this wire has, with what a reader of another wire may see of them. */
function opaqueOf(part: Json): { type: 'opaque'; from: string; value: unknown; text?: string } {
  const { executableCode: code, codeExecutionResult: result, fileData: file } = part;
  const text = isObject(code)
    ? `\n\`\`\`${(textOf(code['language']) || 'python').toLowerCase()}\n${textOf(code['code'])}\n\`\`\`\n`
    : isObject(result)
      ? `\n\`\`\`\n${textOf(result['output'])}\n\`\`\`\n`
      : isObject(file)
        ? `\n[${textOf(file['mimeType']) || 'file'}](${textOf(file['fileUri'])})\n`
        : undefined;
  return { type: 'opaque', from, value: part, ...(text === undefined ? {} : { text }) };
}
