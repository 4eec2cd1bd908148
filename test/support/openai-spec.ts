import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** OpenAI's own OpenAPI document (MIT, openai/openai-openapi), which lies beside the repository where it is at hand. */
const path = fileURLToPath(new URL('../../../shared/specs/openai-openapi.yaml', import.meta.url));

let ajv: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

/** `nullable` is a word of older OpenAPI documents: JSON Schema says it with the type, and ajv refuses it without one. */
function allowNull(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const value of Object.values(schema)) allowNull(value);
  if (!('nullable' in schema) || typeof schema.nullable !== 'boolean') return;
  const { nullable } = schema;
  delete (schema as { nullable?: unknown }).nullable;
  if (!nullable) return;
  const { ...rest } = schema;
  for (const name of Object.keys(schema)) delete (schema as Record<string, unknown>)[name];
  Object.assign(schema, { anyOf: [rest, { type: 'null' }] });
}

/** Undefined, and one line of output, where the document is absent. */
export function openAiSpec(): ((schema: string, value: unknown) => string[]) | undefined {
  if (!existsSync(path)) {
    console.log("# OpenAI's OpenAPI document is not here: nothing is held against it");
    return undefined;
  }
  if (!ajv) {
    const document = parse(readFileSync(path, 'utf8'), { maxAliasCount: -1 }) as { components: AnySchema };
    allowNull(document.components);
    // Formats are not checked, and keywords of OpenAPI that JSON Schema does not know are passed over.
    ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
    ajv.addSchema({ $id: 'openai', components: document.components } as AnySchema);
  }
  const known = ajv;
  return (schema, value) => {
    let validate = compiled.get(schema);
    if (!validate) {
      validate = known.compile({ $ref: `openai#/components/schemas/${schema}` });
      compiled.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}
