import { z } from 'zod';
import type { Dialect } from '../spec/dialect.ts';
import { type FaultCode, faults, GatewayError } from '../spec/fault.ts';
import type { Text } from '../spec/text.ts';
import { fieldTexts } from './field-texts.ts';
import {
  type CallRef,
  callOf,
  type Example,
  type FormShape,
  type FormValue,
  management,
  type Page,
} from './page.ts';
import { isList, type Json, sampleOf } from './shape.ts';

/** What pages do not say themselves: parameters from the endpoint's schema, and the call as a command. */

/** An endpoint as far as the manual looks at it; the management API's routes have these parts too. */
export type Endpoint = {
  readonly dialect: string;
  readonly method: string;
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Another address of one that is listed too. */
  readonly alias?: true;
};

export const endpointsOf = (dialects: readonly Dialect[]): readonly Endpoint[] =>
  dialects.flatMap((dialect) =>
    dialect.endpoints.map((endpoint) => ({
      dialect: dialect.id,
      method: endpoint.method,
      path: endpoint.path,
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { query: endpoint.query } : {}),
      ...('body' in endpoint && endpoint.body ? { body: endpoint.body } : {}),
      ...(endpoint.alias ? { alias: endpoint.alias } : {}),
    })),
  );

const isCalledBy = (call: CallRef, endpoint: Endpoint): boolean =>
  endpoint.dialect === call.dialect && endpoint.method === call.method && endpoint.path === call.route;

/** The endpoint of a call; undefined when nobody serves it. */
export const findEndpoint = (call: CallRef, endpoints: readonly Endpoint[]): Endpoint | undefined =>
  endpoints.find((endpoint) => isCalledBy(call, endpoint));

/** Is a page about this endpoint, at its head or in an example? Pages for reading are about none. */
export const isPageOf = (page: Page, endpoint: Endpoint): boolean =>
  page.call !== undefined && page.examples.some((example) => isCalledBy(callOf(page, example), endpoint));

/** Bounds of a value; absent where there are none. Lengths are of texts (characters) and of lists (items). */
export type Constraints = {
  readonly least?: number;
  readonly most?: number;
  readonly leastLength?: number;
  readonly mostLength?: number;
  readonly leastItems?: number;
  readonly mostItems?: number;
  readonly oneOf?: readonly Json[];
  readonly default?: Json;
};

export type Parameter = {
  readonly place: 'path' | 'query' | 'body';
  /** Path inside the body: `messages[].role`; `logit_bias.*` for free names. */
  readonly name: string;
  readonly type: string;
  /** Within the object that holds it; where that may have several forms, only if all of them need it. */
  readonly required: boolean;
  readonly description?: Text;
  readonly constraints: Constraints;
};

/** What z.toJSONSchema writes, as far as it is read here. */
type Schema = {
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly default?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

const json: z.ZodType<Json> = z.json();
const bound = z.number().optional();
const jsonSchema: z.ZodType<Schema> = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: json.optional(),
  enum: z.array(json).optional(),
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return jsonSchema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), jsonSchema]).optional();
  },
  description: z.string().optional(),
  default: json.optional(),
  minimum: bound,
  maximum: bound,
  minLength: bound,
  maxLength: bound,
  minItems: bound,
  maxItems: bound,
});

/** The forms that a value may have: unions are opened, `null` among them. */
const formsOf = (schema: Schema): readonly Schema[] =>
  schema.anyOf
    ? schema.anyOf.flatMap(formsOf)
    : typeof schema.type === 'object'
      ? schema.type.map((type) => ({ ...schema, type }))
      : [schema];

function typeOf(schema: Schema): string {
  if (schema.anyOf || typeof schema.type === 'object')
    return [...new Set(formsOf(schema).map(typeOf))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') {
    const item = schema.items ? typeOf(schema.items) : 'any';
    return `array of ${item.includes(' | ') ? `(${item})` : item}`;
  }
  return schema.type ?? 'any';
}

/** Bounds that only say "a safe integer" are no news. */
const news = (value: number | undefined): value is number =>
  value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;

function constraintsOf(schema: Schema): Constraints {
  const forms = formsOf(schema);
  const only = <T>(values: readonly (T | undefined)[]): T | undefined =>
    values.find((value) => value !== undefined);
  const least = forms.map((form) => form.minimum).find(news);
  const most = forms.map((form) => form.maximum).find(news);
  const leastLength = only(forms.map((form) => form.minLength));
  const mostLength = only(forms.map((form) => form.maxLength));
  const leastItems = only(forms.map((form) => form.minItems));
  const mostItems = only(forms.map((form) => form.maxItems));
  const oneOf = only(forms.map((form) => form.enum));
  return {
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    ...(leastLength === undefined ? {} : { leastLength }),
    ...(mostLength === undefined ? {} : { mostLength }),
    ...(leastItems === undefined ? {} : { leastItems }),
    ...(mostItems === undefined ? {} : { mostItems }),
    ...(oneOf === undefined ? {} : { oneOf }),
    ...(schema.default === undefined ? {} : { default: schema.default }),
  };
}

const textOf = (english: string): Text => ({ en: english, vi: fieldTexts[english] ?? english });

function parametersIn(schema: Schema, place: Parameter['place'], prefix: string): readonly Parameter[] {
  const forms = formsOf(schema);
  const objects = forms.filter((form) => form.properties);
  return forms.flatMap((form) => {
    if (form.items) return parametersIn(form.items, place, `${prefix}[]`);
    const own = Object.entries(form.properties ?? {}).flatMap(([name, property]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const description =
        property.description ?? formsOf(property).find((one) => one.description)?.description;
      return [
        {
          place,
          name: path,
          type: typeOf(property),
          required: objects.every((one) => one.required?.includes(name)),
          ...(description === undefined ? {} : { description: textOf(description) }),
          constraints: constraintsOf(property),
        },
        ...parametersIn(property, place, path),
      ];
    });
    const free = form.additionalProperties;
    const isNamed = typeof free === 'object' && Object.keys(free).length > 0;
    return isNamed ? [...own, ...parametersIn(free, place, `${prefix}.*`)] : own;
  });
}

/** The same name in several forms of a union is one parameter. */
function merge(parameters: readonly Parameter[]): readonly Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const one of parameters) {
    const before = byName.get(one.name);
    const types = new Set([...(before?.type.split(' | ') ?? []), ...one.type.split(' | ')]);
    byName.set(one.name, {
      ...one,
      ...before,
      type: [...types].join(' | '),
      required: one.required && (before?.required ?? true),
    });
  }
  return [...byName.values()];
}

/** The parameters that a schema describes, nested ones below the one that holds them. */
export function parametersOf(schema: z.ZodType, place: Parameter['place']): readonly Parameter[] {
  const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return merge(parametersIn(jsonSchema.parse(written), place, ''));
}

/** All parameters of an endpoint: path, query, body. */
export const parameterTable = (endpoint: Endpoint): readonly Parameter[] =>
  (
    [
      ['path', endpoint.params],
      ['query', endpoint.query],
      ['body', endpoint.body],
    ] as const
  ).flatMap(([place, schema]) =>
    schema
      ? parametersOf(schema, place).map((one) => ({ ...one, required: one.required || place === 'path' }))
      : [],
  );

/** Which credential a call takes. */
export const credentialOf = (call: CallRef): 'key' | 'access-token' =>
  call.dialect === management ? 'access-token' : 'key';

/** Path and query of an example. A colon behind a placeholder is Google's: ':model:predict'. Throws when one has no value. */
export function addressOf(page: Page, example: Example): string {
  const path = callOf(page, example).route.replace(
    /(?<=\/):(\w+)|\*/g,
    (placeholder, name: string | undefined) => {
      const value = example.params?.[name ?? '*'];
      if (value === undefined) throw new Error(`page ${page.id}: no value for ${placeholder}`);
      return encodeURIComponent(String(sampleOf(value)));
    },
  );
  const query = new URLSearchParams(
    Object.entries(example.query ?? {}).map(([name, value]) => [name, String(sampleOf(value))]),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** For single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The example as a curl command. The credential is taken from the environment. */
export function curlOf(page: Page, example: Example, baseUrl: string): string {
  const call = callOf(page, example);
  const variable = credentialOf(call) === 'key' ? '$KEY4U_API_KEY' : '$KEY4U_ACCESS_TOKEN';
  if (example.events) return sessionOf(page, example, baseUrl, variable);
  const streams = 'stream' in example.expect;
  const posts = call.method === 'POST' && (example.request || example.form);
  const method = call.method === 'GET' || posts ? '' : ` -X ${call.method}`;
  return [
    `curl${streams ? ' -N' : ''}${method} ${quoted(baseUrl + addressOf(page, example))}`,
    `-H "Authorization: Bearer ${example.credential ?? variable}"`,
    ...Object.entries(example.headers ?? {}).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(example.request
      ? [
          `-H 'Content-Type: application/json'`,
          `-d ${quoted(JSON.stringify(sampleOf(example.request), null, 2))}`,
        ]
      : []),
    ...partsOf(example.form ?? {}).map(([name, value]) =>
      typeof value === 'object'
        ? `-F ${quoted(`${name}=@${value.sample}`)}`
        : `-F ${quoted(`${name}=${value}`)}`,
    ),
    ...('bytes' in example.expect ? [`-o ${fileFor(example.expect.bytes.type)}`] : []),
  ].join(' \\\n  ');
}

/** The parts of a form in their order; a list gives several of one name. */
export const partsOf = (form: FormShape): readonly (readonly [name: string, value: FormValue])[] =>
  Object.entries(form).flatMap(([name, value]) =>
    isList(value) ? value.map((one) => [name, one] as const) : [[name, value] as const],
  );

/** A name for what comes back: 'output.mp3'. */
const fileFor = (type: string): string => `output.${type === 'audio/mpeg' ? 'mp3' : type.split('/')[1]}`;

/** A session as a command: each event a line. */
const sessionOf = (page: Page, example: Example, baseUrl: string, variable: string): string =>
  [
    `printf '%s\\n'`,
    ...(example.events ?? []).map((event) => quoted(JSON.stringify(sampleOf(event)))),
    `| websocat -n -H "Authorization: Bearer ${variable}"`,
    quoted(baseUrl.replace(/^http/, 'ws') + addressOf(page, example)),
  ].join(' \\\n  ');

export type RenderedFault = {
  readonly code: FaultCode;
  readonly status: number;
  readonly dialect: string;
  /** The body as this dialect writes it. */
  readonly body: string;
};

/** How each dialect writes each fault, for the page of status codes. */
export const renderedFaults = (dialects: readonly Dialect[]): readonly RenderedFault[] =>
  (Object.keys(faults) as FaultCode[]).flatMap((code) =>
    dialects.map((dialect) => {
      const { status, body } = dialect.writeFault(new GatewayError(code, '…'), 'req_…');
      return { code, status, dialect: dialect.id, body };
    }),
  );
