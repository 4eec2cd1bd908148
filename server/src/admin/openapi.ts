import { z } from 'zod';
import { type Json, listOf, objectOf } from '../base/json.ts';
import type { Dialect, Endpoint } from '../spec/dialect.ts';
import type { Route, RouteAuth } from './route.ts';

/** The OpenAPI 3.1 document: from the routes and the dialects' endpoints, so it cannot say what is not served. */

const toSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const security: Readonly<Record<RouteAuth, readonly Json[]>> = {
  nobody: [],
  user: [{ accessToken: [] }],
  admin: [{ accessToken: [] }],
  root: [{ accessToken: [] }],
  token: [{ key: [] }],
};

/**
 * Fastify's `:name` as OpenAPI's `{name}`. A wildcard stands where names of models, which may hold slashes, go; a colon
 * behind a name is the path's own (`:model:predict`); a name may begin inside a step (`/files/video:video:download`).
 */
const templated = (path: string): string =>
  path.replace('*', ':model').replace(/(?<=\/[a-z]*):(\w+)/g, '{$1}');

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties, required } = toSchema(schema, 'input');
  const needed = listOf(required);
  return Object.entries(objectOf(properties)).map(([name, property]) => {
    const { description, ...rest } = objectOf(property);
    return {
      name,
      in: place,
      required: place === 'path' || needed.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

/** Parameters of a path whose route gives no schema for them. */
const bareParameters = (path: string): Json[] =>
  [...templated(path).matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const enveloped = (data: Json): Json => ({
  type: 'object',
  properties: { success: { const: true }, message: { type: 'string' }, data },
  required: ['success', 'message'],
});

function answer(route: Route): Json {
  const schema = toSchema(route.reply, 'output');
  if (route.form === 'file')
    return {
      [route.produces ?? 'application/octet-stream']: { schema: { type: 'string', format: 'binary' } },
    };
  if (route.form === 'lines') return { 'application/x-ndjson': { schema } };
  return { 'application/json': { schema: route.form === 'bare' ? schema : enveloped(schema) } };
}

const refusal = (route: Route): Json => ({
  description: 'Why it did not work',
  content: {
    'application/json': {
      schema: { $ref: `#/components/schemas/${route.refusals === 'billing' ? 'ErrorObject' : 'Refusal'}` },
    },
  },
});

const extras = (rows: readonly string[] | undefined, summary: Endpoint['summary']): Json => ({
  summary: summary.en,
  'x-summary': summary,
  ...(rows?.length ? { 'x-rows': rows } : {}),
});

const managed = (route: Route): Json => ({
  ...extras(route.rows, route.summary),
  operationId: operationId(route.method, route.path),
  tags: [route.refusals === 'operator' ? 'operators' : 'account'],
  security: security[route.auth],
  parameters: [
    ...(route.params ? parameters(route.params, 'path') : bareParameters(route.path)),
    ...parameters(route.query, 'query'),
  ],
  ...(route.takesFile
    ? {
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', format: 'binary' } },
                required: ['file'],
              },
            },
          },
        },
      }
    : {}),
  ...(route.body
    ? {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toSchema(route.body, 'input') } },
        },
      }
    : {}),
  responses: {
    200: { description: 'Done', content: answer(route) },
    default: refusal(route),
  },
});

const relayed = (dialect: Dialect, endpoint: Endpoint): Json => ({
  ...extras(endpoint.rows, endpoint.summary),
  operationId: operationId(endpoint.method, endpoint.path),
  tags: [dialect.id],
  security: [{ key: [] }],
  parameters: [
    ...(endpoint.params ? parameters(endpoint.params, 'path') : bareParameters(endpoint.path)),
    ...parameters(endpoint.query, 'query'),
  ],
  ...('body' in endpoint && endpoint.body
    ? {
        requestBody: {
          required: true,
          content: {
            ['form' in endpoint && endpoint.form ? 'multipart/form-data' : 'application/json']: {
              schema: toSchema(endpoint.body, 'input'),
            },
          },
        },
      }
    : {}),
  responses: {
    200: { description: 'The answer in the format of this API' },
    default: { description: 'An error in the format of this API' },
  },
});

const operationId = (method: string, path: string): string =>
  [
    method.toLowerCase(),
    ...templated(path)
      .split(/[^\w]+/)
      .filter((part) => part !== ''),
  ].join('_');

export function openApi(
  routes: readonly Route[],
  dialects: readonly Dialect[],
  info: { title: string; version: string },
): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const add = (path: string, method: string, operation: Json) => {
    const methods = paths[templated(path)] ?? {};
    methods[method.toLowerCase()] = operation;
    paths[templated(path)] = methods;
  };
  for (const dialect of dialects)
    for (const endpoint of dialect.endpoints) add(endpoint.path, endpoint.method, relayed(dialect, endpoint));
  for (const route of routes) add(route.path, route.method, managed(route));
  return {
    openapi: '3.1.0',
    info,
    paths,
    tags: [
      ...dialects.map((dialect) => ({ name: dialect.id, description: dialect.title.en })),
      { name: 'account', description: 'Keys, account, usage and prices' },
      { name: 'operators', description: 'Channels, prices, groups, users, logs and ledger' },
    ],
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key: sk-..., or sk-test-... to spend nothing',
        },
        accessToken: { type: 'http', scheme: 'bearer', description: 'The access token of an account' },
      },
      schemas: {
        Refusal: {
          type: 'object',
          properties: {
            success: { const: false },
            message: { type: 'string' },
            code: { type: 'string' },
            request_id: { type: 'string' },
          },
          required: ['success', 'message'],
        },
        ErrorObject: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: {
                message: { type: 'string' },
                type: { type: 'string' },
                param: { type: ['string', 'null'] },
                code: { type: ['string', 'null'] },
              },
            },
          },
          required: ['error'],
        },
      },
    },
  };
}
