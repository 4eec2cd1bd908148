import { isObject, type Json, objectOf, objectsIn, textOf } from '../../../../base/json.ts';
import { field } from '../json.ts';
import { type ModelTraits, traitsOf } from '../model-traits.ts';
import { invalid } from './google-error.ts';
import { checkNames, checkSchema } from './request-shape.ts';

/** A mark that this simulator signs its thoughts with, as base64. */
export const signatureMark = Buffer.from('simulated thought ').toString('base64');

const accepted = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

export const partsOf = (content: Json): readonly Json[] =>
  isObject(content['parts']) ? [content['parts']] : objectsIn(content['parts']);

/** Contents as a list: a bare object is taken too. */
export const contentsIn = (body: Json): readonly Json[] =>
  isObject(body['contents']) ? [body['contents']] : objectsIn(body['contents']);

/** Refuses what the upstream documents as refused. Throws GoogleError. */
export function checkRequest(model: string, body: Json, wantsRoles: boolean): void {
  const traits = traitsOf(model);
  checkNames(body, 'request', '');
  const contents = contentsIn(body);
  if (contents.length === 0) throw invalid('* GenerateContentRequest.contents: contents is not specified');
  contents.forEach((content, index) => {
    const role = content['role'];
    if ((role !== undefined || wantsRoles) && role !== 'user' && role !== 'model' && role !== 'function')
      throw invalid('Please use a valid role: user, model.');
    const parts = partsOf(content);
    if (parts.length === 0)
      throw invalid(`* GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.`);
    for (const [place, part] of parts.entries()) {
      checkNames(part, 'part', `contents[${index}].parts[${place}]`);
      const bytes = isObject(part['inlineData']) ? textOf(part['inlineData']['data']) : '';
      if (/[^A-Za-z0-9+/=_-]/.test(bytes.slice(0, 200)))
        throw invalid('Base64 decoding failed for inline data.');
    }
  });
  checkTurns(contents, traits);
  checkTools(body, traits);
  if (isObject(body['generationConfig'])) checkConfig(body['generationConfig'], traits);
}

/** Calls and results must match, and generation 3 wants its signatures back within the current turn. */
function checkTurns(contents: readonly Json[], traits: ModelTraits): void {
  const turn = contents.findLastIndex(
    (content) =>
      content['role'] !== 'model' && partsOf(content).some((part) => !isObject(part['functionResponse'])),
  );
  contents.forEach((content, index) => {
    const calls = partsOf(content).filter((part) => isObject(part['functionCall']));
    if (content['role'] !== 'model' || calls.length === 0) return;
    if (index === 0)
      throw invalid(
        'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      );
    const next = contents[index + 1];
    const results = next ? partsOf(next).filter((part) => isObject(part['functionResponse'])) : [];
    if (next && results.length !== calls.length)
      throw invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      );
    for (const [place, part] of results.entries()) {
      const result = part['functionResponse'] as Json;
      if (textOf(result['name']) === '')
        throw invalid(
          `* GenerateContentRequest.contents[${index + 1}].parts[${place}].function_response.name: Name cannot be empty.`,
        );
      if (result['response'] !== undefined && !isObject(result['response']))
        throw invalid(
          `Invalid value at 'contents[${index + 1}].parts[${place}].function_response.response' (type.googleapis.com/google.protobuf.Struct)`,
        );
    }
    if (!traits.wantsSignatures || index < turn) return;
    const signature = textOf(calls[0]!['thoughtSignature']);
    const name = textOf((calls[0]!['functionCall'] as Json)['name']);
    if (signature === '')
      throw invalid(
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${name}\` , position ${index + 1}.`,
      );
    if (!accepted.includes(signature) && !signature.startsWith(signatureMark))
      throw invalid('Corrupted thought signature.');
  });
}

function checkTools(body: Json, traits: ModelTraits): void {
  const tools = objectsIn(body['tools']);
  let declared = false;
  let hosted = false;
  for (const [index, tool] of tools.entries()) {
    checkNames(tool, 'tool', `tools[${index}]`);
    const declarations = objectsIn(tool['functionDeclarations']);
    declared ||= declarations.length > 0;
    hosted ||= Object.keys(tool).some((name) => name !== 'functionDeclarations');
    for (const [place, one] of declarations.entries()) {
      const at = `tools[${index}].function_declarations[${place}]`;
      checkNames(one, 'functionDeclaration', at);
      if (!/^[A-Za-z_][\w.:-]{0,127}$/.test(textOf(one['name'])))
        throw invalid(
          `Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128: ${at}.name`,
        );
      if (one['parameters'] !== undefined && one['parametersJsonSchema'] !== undefined)
        throw invalid(`${at}: parameters and parameters_json_schema must not be set at the same time.`);
      checkSchema(one['parameters'], `${at}.parameters`);
    }
  }
  const config = objectOf(body['toolConfig']);
  if (declared && hosted && (traits.generation < 3 || config['includeServerSideToolInvocations'] !== true))
    throw invalid(
      traits.generation < 3
        ? 'Tool use with function calling is unsupported'
        : 'Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.',
    );
  const generation = objectOf(body['generationConfig']);
  if (declared && traits.generation < 3 && generation['responseMimeType'] === 'application/json')
    throw invalid("Function calling with a response mime type: 'application/json' is unsupported");
}

function checkConfig(config: Json, traits: ModelTraits): void {
  checkNames(config, 'generationConfig', 'generation_config');
  const between = (name: string, least: number, most: number) => {
    const value = config[name];
    if (value === undefined || value === null) return;
    if (typeof value !== 'number' || value < least || value > most)
      throw invalid(
        `* GenerateContentRequest.generation_config.${name}: ${name} must be in the range [${least}, ${most}].`,
      );
  };
  between('temperature', 0, 2);
  between('topP', 0, 1);
  between('maxOutputTokens', 1, 1_048_576);
  between('candidateCount', 1, 8);
  if (Array.isArray(config['stopSequences']) && config['stopSequences'].length > 5)
    throw invalid(
      '* GenerateContentRequest.generation_config.stop_sequences: at most 5 stop sequences are supported.',
    );
  checkSchema(config['responseSchema'], 'generation_config.response_schema');
  if (config['responseSchema'] !== undefined && config['responseJsonSchema'] !== undefined)
    throw invalid('response_schema and response_json_schema must not be set at the same time.');
  const modalities = config['responseModalities'];
  if (Array.isArray(modalities)) {
    if (modalities.includes('IMAGE') && !traits.makesImages)
      throw invalid('This model only supports text output.');
    if (traits.speaks && !modalities.includes('AUDIO'))
      throw invalid(
        'The requested combination of response modalities (TEXT) is not supported by the model. models accept: AUDIO',
      );
  } else if (traits.speaks)
    throw invalid(
      'The requested combination of response modalities (TEXT) is not supported by the model. models accept: AUDIO',
    );
  if (isObject(config['thinkingConfig'])) checkThinking(config['thinkingConfig'], traits);
  if (isObject(config['imageConfig'])) checkPicture(config['imageConfig']);
}

const ratios = /^(1:1|2:3|3:2|3:4|4:3|4:5|5:4|9:16|16:9|21:9|1:4|4:1|1:8|8:1)$/;

/** Sizes have a capital K. */
function checkPicture({ aspectRatio, imageSize }: Json): void {
  const check = (value: unknown, name: string, fits: RegExp) => {
    if (value === undefined || value === null || fits.test(textOf(value))) return;
    throw invalid(
      `* GenerateContentRequest.generation_config.image_config.${name}: unsupported value ${JSON.stringify(value)}.`,
    );
  };
  check(aspectRatio, 'aspect_ratio', ratios);
  check(imageSize, 'image_size', /^(512|1K|2K|4K)$/);
}

function checkThinking(thinking: Json, { thinks }: ModelTraits): void {
  const level = field(thinking, 'thinkingLevel');
  const budget = field(thinking, 'thinkingBudget');
  if (level !== undefined && budget !== undefined)
    throw invalid('You can only set only one of thinking budget and thinking level.');
  if (level !== undefined) {
    if (thinks.by !== 'level') throw invalid('Thinking level is not supported for this model.');
    const named = textOf(level).toUpperCase();
    if (!thinks.levels.some((one) => one === named))
      throw invalid(`Thinking level ${named} is not supported for this model.`);
  }
  if (typeof budget !== 'number' || budget === -1) return;
  if (thinks.by === 'nothing') throw invalid('Thinking budget is not supported for this model.');
  if (thinks.by !== 'budget') return;
  if (budget === 0 && !thinks.canStop)
    throw invalid('Budget 0 is invalid. This model only works in thinking mode.');
  if (budget !== 0 && (budget < thinks.least || budget > thinks.most))
    throw invalid(
      `The thinking budget ${budget} is invalid. Please choose a value between ${thinks.least} and ${thinks.most}.`,
    );
}
