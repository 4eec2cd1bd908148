import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Dialect } from '../spec/dialect.ts';
import { openApi } from './openapi.ts';
import { routes } from './routes.ts';

const answer = { status: 200, headers: {}, body: '' };
const dialect: Dialect = {
  id: 'talk',
  title: { en: 'Talk', vi: 'Nói' },
  wire: 'talk',
  endpoints: [
    {
      does: 'relay',
      name: 'talk',
      kind: 'chat',
      typeName: 'talk',
      method: 'POST',
      path: '/v1/talk/:model',
      rows: ['R999'],
      summary: { en: 'Talk', vi: 'Nói' },
      body: z.looseObject({ prompt: z.string() }),
      texts: () => [],
      read: () => {
        throw new Error('not called here');
      },
    },
    {
      does: 'count',
      name: 'count',
      kind: 'chat',
      typeName: 'talk',
      method: 'POST',
      path: '/v1/talk/:model:count',
      rows: [],
      summary: { en: 'Count', vi: 'Đếm' },
      params: z.object({ model: z.string().meta({ description: 'Who talks.' }) }),
      query: z.object({ alt: z.string().optional() }),
      body: z.looseObject({ prompt: z.string() }),
      texts: () => [],
      read: () => {
        throw new Error('not called here');
      },
      writeCount: String,
    },
    {
      does: 'show-model',
      method: 'GET',
      path: '/v1/models/*',
      rows: [],
      summary: { en: 'Model', vi: 'Model' },
    },
  ],
  writeFault: () => answer,
  writeStreamFault: () => '',
  keepAlive: '',
  listModels: () => answer,
  showModel: () => answer,
};

type Parameter = { name: string; in: string; required: boolean };
type Operation = {
  operationId: string;
  parameters: Parameter[];
  security: object[];
  requestBody?: {
    content: { 'application/json': { schema: { additionalProperties?: unknown; properties: object } } };
  };
};
const document: { openapi: string; paths: Record<string, Record<string, Operation>> } = JSON.parse(
  JSON.stringify(openApi(routes, [dialect], { title: 'Key4U', version: '0.1.0' })),
);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test('every route and every endpoint is an operation, once, under its own id', () => {
  equal(document.openapi, '3.1.0');
  equal(operations.length, routes.length + 3);
  equal(new Set(operations.map(({ operation }) => operation.operationId)).size, operations.length);
});

test('every part of a path in braces is a required parameter', () => {
  for (const { path, operation } of operations) {
    const inPath = operation.parameters.filter((each) => each.in === 'path');
    deepEqual(
      inPath.map((each) => each.name),
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      path,
    );
    ok(inPath.every((each) => each.required));
  }
});

test('bodies of the management API are closed, those of the dialects open', () => {
  const schemaOf = (method: string, path: string) =>
    document.paths[path]?.[method]?.requestBody?.content['application/json'].schema;
  equal(schemaOf('post', '/api/admin/users')?.additionalProperties, false);
  ok('email' in (schemaOf('post', '/api/admin/users')?.properties ?? {}));
  ok(document.paths['/v1/models/{model}']?.['get']);
  ok(schemaOf('post', '/v1/talk/{model}')?.additionalProperties !== false);
});

test('an endpoint tells of its path, its query and its body', () => {
  const count = document.paths['/v1/talk/{model}:count']?.['post'];
  ok(count?.requestBody);
  deepEqual(
    count.parameters.map(({ name, in: place, required }) => ({ name, place, required })),
    [
      { name: 'model', place: 'path', required: true },
      { name: 'alt', place: 'query', required: false },
    ],
  );
});

test('optional query fields are optional', () => {
  const parameters = document.paths['/api/admin/logs']?.['get']?.parameters ?? [];
  ok(parameters.length >= 11);
  deepEqual(
    parameters.filter((each) => each.required),
    [],
  );
});
