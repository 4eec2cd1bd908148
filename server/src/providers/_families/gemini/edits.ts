import { isObject, type Json, listOf, parseObject } from '../../../base/json.ts';
import { type Edits, editTopLevel, topLevelSpans } from '../../../base/json-span.ts';
import { holdsSealedThought, openThought } from '../../../base/sealed-thought.ts';
import type { Call } from '../../../spec/call.ts';
import { field, snake } from './json.ts';
import { traitsOf } from './model-traits.ts';
import { wishedConfig } from './thinking.ts';

/** Stands where a call of another maker has no signature: Google's own word for it. */
export const unsigned = 'skip_thought_signature_validator';

/**
 * What must differ upstream in the client's own body: the model's name where the body repeats it, the gateway's output
 * limit, the wish that the model's name told, tools with a capital, and signatures that another maker made. `wantsRoles`: a lone turn without a
 * role gets one.
 */
export function requestEdits(call: Call, upstreamModel: string, wantsRoles = false): Edits {
  const edits: Record<string, string> = {};
  const { body, endpoint } = call;
  const spans = topLevelSpans(body);
  const valueAt = (name: string): { readonly key: string; readonly bytes: Buffer } | undefined => {
    for (const key of [name, snake(name)]) {
      const span = spans.get(key);
      if (span) return { key, bytes: body.subarray(span.start, span.end) };
    }
    return undefined;
  };
  const model = valueAt('model');
  if (model && names(readValue(model.bytes), upstreamModel))
    edits['model'] = JSON.stringify(`models/${upstreamModel}`);
  if (endpoint === 'batch_embed') {
    const requests = valueAt('requests');
    const renamed = requests && renamedRequests(readValue(requests.bytes), upstreamModel);
    if (renamed) edits['requests'] = JSON.stringify(renamed);
  }
  if (endpoint === 'count') {
    const inner = valueAt('generateContentRequest');
    const request = inner && readValue(inner.bytes);
    if (inner && isObject(request)) {
      const cleaned = cleanedRequest(request, upstreamModel, holdsSealedThought(inner.bytes));
      if (cleaned) edits[inner.key] = JSON.stringify(cleaned);
    }
  }
  if (endpoint === 'generate' || endpoint === 'stream') {
    const config = valueAt('generationConfig');
    const text = configEdit(call, upstreamModel, config?.bytes);
    if (text !== undefined) edits[config?.key ?? 'generationConfig'] = text;
  }
  const tools = valueAt('tools');
  if (tools && capitals.some((name) => tools.bytes.includes(`"${name}"`)))
    edits[tools.key] = JSON.stringify(withSmallNames(readValue(tools.bytes)));
  const contents = valueAt('contents');
  // Several turns never come without roles, so a body that has the word needs no look.
  if (wantsRoles && contents && !body.includes('"role"'))
    edits['contents'] = JSON.stringify(withRoles(readValue(contents.bytes)));
  else if (contents && call.withoutThoughts)
    edits['contents'] = JSON.stringify(withoutThoughts(readValue(contents.bytes), upstreamModel));
  else if (contents && holdsSealedThought(body))
    edits['contents'] = JSON.stringify(openSealed(readValue(contents.bytes), upstreamModel));
  return edits;
}

/** Names of tools as some documentation writes them; Google refuses the capital. */
const capitals = ['UrlContext', 'GoogleSearch', 'GoogleSearchRetrieval', 'CodeExecution'] as const;

function withSmallNames(tools: unknown): unknown {
  const one = (tool: unknown): unknown =>
    isObject(tool)
      ? Object.fromEntries(
          Object.entries(tool).map(([name, value]) => [
            capitals.some((capital) => capital === name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name,
            value,
          ]),
        )
      : tool;
  return Array.isArray(tools) ? tools.map(one) : one(tools);
}

function withRoles(contents: unknown): unknown {
  const one = (content: unknown) => (isObject(content) ? { role: 'user', ...content } : content);
  return Array.isArray(contents) ? contents.map(one) : one(contents);
}

const readValue = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

/** Does the body name a model other than the one asked for upstream? */
const names = (value: unknown, upstreamModel: string): boolean =>
  typeof value === 'string' && value.slice(value.lastIndexOf('/') + 1) !== upstreamModel;

function renamedRequests(requests: unknown, upstreamModel: string): unknown[] | undefined {
  const list = listOf(requests);
  if (!list.some((one) => isObject(one) && names(one['model'], upstreamModel))) return undefined;
  return list.map((one) => (isObject(one) ? { ...one, model: `models/${upstreamModel}` } : one));
}

function cleanedRequest(request: Json, upstreamModel: string, sealed: boolean): Json | undefined {
  const renamed = names(request['model'], upstreamModel);
  if (!renamed && !sealed) return undefined;
  return {
    ...request,
    ...(renamed ? { model: `models/${upstreamModel}` } : {}),
    ...(sealed ? { contents: openSealed(request['contents'], upstreamModel) } : {}),
  };
}

/** The client's generation config with the limit and the wish in it; undefined when it may stay as it is. */
function configEdit(call: Call, upstreamModel: string, sent: Buffer | undefined): string | undefined {
  const { outputCap, thinking: wish } = call;
  const wished = wish === undefined ? undefined : wishedConfig(upstreamModel, wish);
  if (outputCap === undefined && !wished) return undefined;
  const given = sent && parseObject(sent.toString('utf8'));
  const inner: Record<string, string> = {};
  const spelled = (name: string): string =>
    given && given[name] === undefined && snake(name) in given ? snake(name) : name;
  if (outputCap !== undefined) inner[spelled('maxOutputTokens')] = String(outputCap);
  if (wished) {
    const config = given && field(given, 'thinkingConfig');
    const shown = isObject(config) ? field(config, 'includeThoughts') : undefined;
    inner[spelled('thinkingConfig')] = JSON.stringify({
      ...wished,
      ...(typeof shown === 'boolean' ? { includeThoughts: shown } : {}),
    });
  }
  return given && sent
    ? editTopLevel(sent, inner).toString('utf8')
    : editTopLevel(Buffer.from('{}'), inner).toString();
}

/**
 * Contents whose signatures are Google's own again. A thought of another maker is left out; a call of another maker gets
 * the word that stands for no signature, where the model demands one on the first call of a step.
 */
function openSealed(contents: unknown, upstreamModel: string): unknown {
  if (!Array.isArray(contents)) return contents;
  const { wantsSignatures } = traitsOf(upstreamModel);
  return contents.map((content: unknown) => {
    if (!isObject(content) || !Array.isArray(content['parts'])) return content;
    let calls = 0;
    const parts = (content['parts'] as unknown[]).flatMap((part): unknown[] => {
      if (!isObject(part)) return [part];
      const isCall = isObject(field(part, 'functionCall'));
      if (isCall) calls++;
      const signature = field(part, 'thoughtSignature');
      const opened = typeof signature === 'string' ? openThought(signature) : undefined;
      if (!opened) return [part];
      const { thoughtSignature: _camel, thought_signature: _snake, ...rest } = part;
      if (opened.from === 'gemini') return [{ ...rest, thoughtSignature: opened.value }];
      if (part['thought'] === true) return [];
      return [isCall && calls === 1 && wantsSignatures ? { ...rest, thoughtSignature: unsigned } : rest];
    });
    return { ...content, parts };
  });
}

/**
 * Contents without thoughts and signatures, because Google refused one. Where the model demands signatures, the word
 * that stands for none takes their place: on calls, and on all that an image model made.
 */
function withoutThoughts(contents: unknown, upstreamModel: string): unknown {
  if (!Array.isArray(contents)) return contents;
  const { wantsSignatures, makesImages } = traitsOf(upstreamModel);
  return contents.flatMap((content: unknown) => {
    if (!isObject(content) || !Array.isArray(content['parts'])) return [content];
    const parts = (content['parts'] as unknown[]).flatMap((part): unknown[] => {
      if (!isObject(part)) return [part];
      if (part['thought'] === true) return [];
      if (field(part, 'thoughtSignature') === undefined) return [part];
      const { thoughtSignature: _camel, thought_signature: _snake, ...rest } = part;
      if (wantsSignatures && (makesImages || isObject(field(part, 'functionCall'))))
        return [{ ...rest, thoughtSignature: unsigned }];
      // A stream's last signature comes with an empty text, which says nothing by itself.
      return rest['text'] === '' && Object.keys(rest).length === 1 ? [] : [rest];
    });
    return parts.length === 0 && content['parts'].length > 0 ? [] : [{ ...content, parts }];
  });
}
