import { randomText } from '../../../../base/ids.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { silentMp3, tonePcm16, toneSeconds, toneWav } from '../../simulated/sound.ts';
import { countTokens, piecesOf } from '../../simulated/tokens.ts';
import type { ToolCall } from './choose-tools.ts';
import { type Answer, type Behaviour, type Citation, compose } from './compose.ts';
import type { Outcome } from './deliver.ts';
import type { Prompt } from './prompt.ts';
import { reportUsage, type WireUsage } from './usage.ts';
import type { ChatRequest } from './wire.ts';

/** Tokens that one spoken answer adds, at 20 for each second. */
const speechTokens = Math.ceil(toneSeconds * 20);
/** Bytes of sound in one streamed piece. */
const soundPiece = 2400;

/** What a checked request makes of itself. `created`: Unix seconds. `cached`: prompt tokens that were seen before. */
export function answerChat(
  request: ChatRequest,
  prompt: Prompt,
  behaviour: Behaviour,
  context: { readonly created: number; readonly cached: number; readonly faults: FaultNames },
): Outcome {
  const answers = Array.from({ length: request.n ?? 1 }, (_, choice) =>
    compose(request, prompt, behaviour, choice),
  );
  const usage = reportUsage(usageOf(request, prompt, answers, context.cached), context.faults);
  const head = {
    id: `chatcmpl-${randomText(29)}`,
    object: request.stream ? 'chat.completion.chunk' : 'chat.completion',
    created: context.created,
    model: behaviour.model,
  };
  const foot = { service_tier: tierOf(request), system_fingerprint: 'fp_simulated' };
  if (request.stream)
    return { sends: 'stream', events: chunksOf(request, answers, usage, { ...head, ...foot }) };
  const choices = answers.map((answer, index) => ({
    index,
    message: messageOf(answer, request, context.created),
    logprobs: request.logprobs ? logprobsOf(answer, request.top_logprobs ?? 0) : null,
    finish_reason: answer.finish,
  }));
  return { sends: 'whole', body: { ...head, choices, usage, ...foot } };
}

const tierOf = (request: ChatRequest) => {
  const asked = request.service_tier ?? 'auto';
  if (asked === 'auto') return 'default';
  return asked === 'fast' ? 'priority' : asked;
};

function usageOf(
  request: ChatRequest,
  prompt: Prompt,
  answers: readonly Answer[],
  cached: number,
): WireUsage {
  const spoken = answers.filter((answer) => answer.saying.says === 'speech').length * speechTokens;
  const reasoning = answers.reduce((sum, answer) => sum + answer.reasoningTokens, 0);
  const said = answers.reduce((sum, answer) => sum + answer.tokens, 0);
  const { accepted, rejected } = predicted(request, answers);
  const promptTokens = prompt.tokens.text + prompt.tokens.image + prompt.tokens.audio;
  const completionTokens = said + reasoning + spoken + rejected;
  const hasMedia = spoken + prompt.tokens.image + prompt.tokens.audio > 0;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: {
      cached_tokens: Math.min(cached, Math.floor(promptTokens / 128) * 128),
      audio_tokens: prompt.tokens.audio,
      ...(hasMedia && { text_tokens: prompt.tokens.text, image_tokens: prompt.tokens.image }),
    },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: spoken,
      ...(hasMedia && { text_tokens: said }),
      accepted_prediction_tokens: accepted,
      rejected_prediction_tokens: rejected,
    },
  };
}

/** A predicted output is accepted as far as the answer begins with it; what is left of it is paid for. */
function predicted(request: ChatRequest, answers: readonly Answer[]): { accepted: number; rejected: number } {
  const content = request.prediction?.content;
  if (content === undefined) return { accepted: 0, rejected: 0 };
  const guess = typeof content === 'string' ? content : content.map((part) => part.text).join('');
  const saying = answers[0]?.saying;
  const said = saying?.says === 'text' ? saying.text : '';
  let same = 0;
  while (same < said.length && said[same] === guess[same]) same++;
  return { accepted: countTokens(guess.slice(0, same)), rejected: countTokens(guess.slice(same)) };
}

function callOf(call: ToolCall, input: string) {
  return call.type === 'function'
    ? { type: call.type, function: { name: call.name, arguments: input } }
    : { type: call.type, custom: { name: call.name, input } };
}

const callId = () => `call_${randomText(24)}`;

const annotationsOf = (citations: readonly Citation[]) =>
  citations.map(({ start, end, url, title }) => ({
    type: 'url_citation',
    url_citation: { start_index: start, end_index: end, url, title },
  }));

function soundOf(request: ChatRequest): Buffer {
  if (request.audio?.format === 'pcm16') return tonePcm16();
  return request.audio?.format === 'mp3' ? silentMp3() : toneWav();
}

const soundId = () => `audio_${randomText(24)}`;

function messageOf(answer: Answer, request: ChatRequest, created: number): object {
  const { saying } = answer;
  const base = {
    role: 'assistant',
    content: saying.says === 'text' ? saying.text : null,
    ...(answer.reasoning !== '' && { reasoning_content: answer.reasoning }),
    refusal: saying.says === 'refusal' ? saying.text : null,
    annotations: saying.says === 'text' ? annotationsOf(saying.citations) : [],
  };
  switch (saying.says) {
    case 'calls':
      // A limit below the first call's name leaves nothing to call.
      if (saying.calls.length === 0) return { ...base, content: '' };
      return {
        ...base,
        tool_calls: saying.calls.map((call) => ({ id: callId(), ...callOf(call, call.input) })),
      };
    case 'function':
      return { ...base, function_call: { name: saying.call.name, arguments: saying.call.input } };
    case 'speech': {
      const audio = {
        id: soundId(),
        data: soundOf(request).toString('base64'),
        expires_at: created + 3600,
        transcript: saying.text,
      };
      return { ...base, audio };
    }
    default:
      return base;
  }
}

/** A fixed, falling series: log probabilities that look like life and repeat. */
function tokenLogprob(token: string, place: number, top: number) {
  const one = (text: string, rank: number) => ({
    token: text,
    logprob: -0.01 * ((place % 7) + 1) - rank,
    bytes: [...Buffer.from(text)],
  });
  const others = Array.from({ length: top }, (_, rank) => one(rank === 0 ? token : `${token}~${rank}`, rank));
  return { ...one(token, 0), top_logprobs: others };
}

function logprobsOf(answer: Answer, top: number) {
  const { saying } = answer;
  const list = (text: string) => piecesOf(text).map((piece, place) => tokenLogprob(piece, place, top));
  return {
    content: saying.says === 'text' ? list(saying.text) : null,
    refusal: saying.says === 'refusal' ? list(saying.text) : null,
  };
}

type Step = { readonly delta: object; readonly logprobs?: object };

/** The deltas of one choice in the order of the wire, without the finish. */
function* stepsOf(answer: Answer, request: ChatRequest, created: number): Generator<Step> {
  const { saying } = answer;
  const speaks = saying.says === 'text' || saying.says === 'refusal';
  yield { delta: { role: 'assistant', content: speaks ? '' : null, refusal: null } };
  for (const piece of piecesOf(answer.reasoning))
    yield { delta: { content: null, reasoning_content: piece } };
  switch (saying.says) {
    case 'text':
    case 'refusal': {
      const field = saying.says === 'text' ? 'content' : 'refusal';
      for (const [place, piece] of piecesOf(saying.text).entries()) {
        const token = request.logprobs ? tokenLogprob(piece, place, request.top_logprobs ?? 0) : undefined;
        const logprobs = { content: null, refusal: null, ...(token && { [field]: [token] }) };
        yield { delta: { [field]: piece }, ...(token && { logprobs }) };
      }
      if (saying.says === 'text' && saying.citations.length > 0) {
        yield { delta: { annotations: annotationsOf(saying.citations) } };
      }
      return;
    }
    case 'calls':
      for (const [index, call] of saying.calls.entries()) {
        yield { delta: { tool_calls: [{ index, id: callId(), ...callOf(call, '') }] } };
        for (const piece of piecesOf(call.input)) {
          const part =
            call.type === 'function' ? { function: { arguments: piece } } : { custom: { input: piece } };
          yield { delta: { tool_calls: [{ index, ...part }] } };
        }
      }
      return;
    case 'function':
      yield { delta: { function_call: { name: saying.call.name, arguments: '' } } };
      for (const piece of piecesOf(saying.call.input))
        yield { delta: { function_call: { arguments: piece } } };
      return;
    case 'speech': {
      const id = soundId();
      for (const [place, piece] of piecesOf(saying.text).entries()) {
        yield { delta: { audio: { ...(place === 0 && { id }), transcript: piece } } };
      }
      const sound = soundOf(request);
      for (let at = 0; at < sound.length; at += soundPiece) {
        yield { delta: { audio: { id, data: sound.toString('base64', at, at + soundPiece) } } };
      }
      yield { delta: { audio: { expires_at: created + 3600 } } };
    }
  }
}

type Head = { readonly created: number };

/** All chunks before `[DONE]`. Choices take turns, as they do when they are made side by side. */
function chunksOf(
  request: ChatRequest,
  answers: readonly Answer[],
  usage: object | undefined,
  head: Head,
): readonly object[] {
  const wantsUsage = request.stream_options?.include_usage === true;
  const isPadded = request.stream_options?.include_obfuscation !== false;
  const chunk = (choices: readonly object[], report: object | null) => ({
    ...head,
    choices,
    ...(wantsUsage && { usage: report }),
    ...(isPadded && { obfuscation: randomText(2 + (chunks.length % 9)) }),
  });
  const chunks: object[] = [];
  let open = answers.map((answer, index) => ({
    index,
    answer,
    steps: stepsOf(answer, request, head.created),
  }));
  while (open.length > 0) {
    open = open.filter(({ index, answer, steps }) => {
      const step = steps.next();
      const choice =
        step.done === true
          ? { index, delta: {}, logprobs: null, finish_reason: answer.finish }
          : { index, delta: step.value.delta, logprobs: step.value.logprobs ?? null, finish_reason: null };
      chunks.push(chunk([choice], null));
      return step.done !== true;
    });
  }
  if (wantsUsage && usage !== undefined) chunks.push(chunk([], usage));
  return chunks;
}
