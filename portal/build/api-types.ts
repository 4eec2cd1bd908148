/**
 * Writes src/api/types.ts from the gateway's own OpenAPI document: the only thing that the portal knows of the server.
 * `npm run check` does it before it looks at types, so the file is never old and stands in no commit.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Schema = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
};
type Operation = {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = fileURLToPath(new URL('../src/api/types.ts', import.meta.url));

const quoted = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

/** A JSON Schema as zod writes it, as a TypeScript type. What it does not know is `unknown`. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ') || 'never';
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return [...new Set(forms.map(typeOf))].join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one)})`).join(' & ');
  if (Array.isArray(schema.type))
    return [...new Set(schema.type.map((type) => typeOf({ ...schema, type })))].join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      if (schema.prefixItems) return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`;
      return `readonly (${schema.items ? typeOf(schema.items) : 'unknown'})[]`;
    case 'object':
      return objectOf(schema);
    default:
      return 'unknown';
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, one]) =>
      `readonly ${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(one)}${required.includes(name) ? '' : ' | undefined'}`,
  );
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  const free = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
  return additionalProperties === false ? 'Record<string, never>' : `Readonly<Record<string, ${free}>>`;
}

function parametersOf(operation: Operation, place: string): string {
  const ones = operation.parameters.filter((one) => one.in === place);
  if (ones.length === 0) return 'undefined';
  const fields = ones.map((one) => {
    const type = typeOf(one.schema);
    // A path and a query are texts on the wire; numbers are written as texts.
    const wide =
      place === 'path' ? 'string | number' : type === 'unknown' ? 'string | number | boolean' : type;
    return `readonly ${quoted(one.name)}${one.required ? '' : '?'}: ${wide}${one.required ? '' : ' | undefined'}`;
  });
  return `{ ${fields.join('; ')} }`;
}

function replyOf(operation: Operation): string {
  const content = operation.responses['200']?.content ?? {};
  const json = content['application/json'];
  if (!json) return 'string';
  const { properties } = json.schema;
  // The envelope of the management API: the client takes it off.
  if (properties?.['success'] && properties['message'])
    return properties['data'] ? typeOf(properties['data']) : 'undefined';
  return typeOf(json.schema);
}

function written(document: Document): string {
  const lines = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const body = operation.requestBody?.content['application/json'];
        return `  '${method.toUpperCase()} ${path}': {
    params: ${parametersOf(operation, 'path')};
    query: ${parametersOf(operation, 'query')};
    body: ${body ? typeOf(body.schema) : 'undefined'};
    reply: ${replyOf(operation)};
  };`;
      }),
    )
    .sort();
  return `// Written by \`npm run api-types\` from the gateway's OpenAPI document; not edited by hand.\n\nexport type Api = {\n${lines.join('\n')}\n};\n`;
}

const text = execFileSync(process.execPath, ['server/bin/key4u.mjs', 'openapi'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
const types = written(JSON.parse(text) as Document);
writeFileSync(target, types);
