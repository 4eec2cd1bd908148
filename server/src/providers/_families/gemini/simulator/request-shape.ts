import { isObject, type Json, listOf } from '../../../../base/json.ts';
import { GoogleError, invalid } from './google-error.ts';

/** Below these names the keys are the caller's own. */
const free = new Set([
  'args',
  'response',
  'parametersJsonSchema',
  'responseJsonSchema',
  '_responseJsonSchema',
  'labels',
  'properties',
]);

/** The request with its fields in camelCase: the wire takes both spellings. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const name =
      key.startsWith('_') || key.startsWith('$')
        ? key
        : key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (!free.has(name)) out[name] = camelCased(inner);
    else if (name === 'properties' && isObject(inner))
      out[name] = Object.fromEntries(Object.entries(inner).map(([key, schema]) => [key, camelCased(schema)]));
    else out[name] = inner;
  }
  return out;
}

/** Reads a body. Throws GoogleError 400 for what is no JSON object. */
export async function readBody(request: Request): Promise<Json> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw invalid('Invalid JSON payload received. Unexpected token.');
  }
  const read = camelCased(body);
  if (!isObject(read))
    throw invalid('Invalid JSON payload received. Unknown name "": Root element must be a message.');
  return read;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const fields = {
  request: words(
    'model contents systemInstruction tools toolConfig safetySettings generationConfig cachedContent labels serviceTier store',
  ),
  generationConfig: words(
    'candidateCount stopSequences maxOutputTokens temperature topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs responseMimeType responseSchema responseJsonSchema _responseJsonSchema responseModalities imageConfig speechConfig thinkingConfig mediaResolution enableEnhancedCivicAnswers responseFormat audioTimestamp',
  ),
  part: words(
    'text thought thoughtSignature inlineData fileData functionCall functionResponse executableCode codeExecutionResult videoMetadata mediaResolution toolCall toolResponse partMetadata',
  ),
  tool: words(
    'functionDeclarations googleSearch googleSearchRetrieval codeExecution urlContext googleMaps fileSearch computerUse mcpServers',
  ),
  functionDeclaration: words(
    'name description parameters parametersJsonSchema response responseJsonSchema behavior',
  ),
  schema: words(
    'type format title description nullable enum items minItems maxItems properties required minProperties maxProperties minimum maximum minLength maxLength pattern example anyOf propertyOrdering default',
  ),
} as const;

/** Refuses a field that the message does not have, in the words of Google's JSON reader. */
export function checkNames(object: Json, message: keyof typeof fields, at: string): void {
  for (const name of Object.keys(object)) {
    if (fields[message].has(name)) continue;
    const place = at === '' ? '' : ` at '${at}'`;
    const text = `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`;
    throw new GoogleError(400, 'INVALID_ARGUMENT', text, [
      {
        '@type': 'type.googleapis.com/google.rpc.BadRequest',
        fieldViolations: [{ field: at, description: text }],
      },
    ]);
  }
}

/** The older schema form: no word of JSON Schema beyond its list. */
export function checkSchema(schema: unknown, at: string): void {
  if (!isObject(schema)) return;
  checkNames(schema, 'schema', at);
  if (isObject(schema['properties']))
    for (const [name, one] of Object.entries(schema['properties']))
      checkSchema(one, `${at}.properties[${name}]`);
  checkSchema(schema['items'], `${at}.items`);
  for (const [index, one] of listOf(schema['anyOf']).entries()) checkSchema(one, `${at}.any_of[${index}]`);
}
