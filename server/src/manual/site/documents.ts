import type { Text } from '../../spec/text.ts';
import { fill } from '../clients/client.ts';
import {
  callOf,
  type Example,
  type Expected,
  management,
  type Page,
  type StreamStep,
  type Table,
} from '../page.ts';
import { commandsOf } from '../program.ts';
import { type Constraints, credentialOf, type Endpoint, findEndpoint, parameterTable } from '../reference.ts';
import { sections } from '../sections.ts';
import { type Json, sampleOf, takenIn } from '../shape.ts';
import { baseUrlToken, type HttpRequest, requestOf, variables } from './http-request.ts';
import { orderedPages } from './menu.ts';

/** A page as the portal reads it: one language, every value worked out, nothing left to look up. */

export type Language = 'en' | 'vi';

export type Parameter = {
  readonly place: 'header' | 'path' | 'query' | 'body';
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly constraints: Constraints;
};

export type Step = { readonly times: 'once' | 'many'; readonly text: string; readonly event: Json };

/** What an example answers. `comes`: only after a while, when it is asked for again. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, Json>>;
  readonly comes: boolean;
} & (
  | { readonly kind: 'json'; readonly body: Json }
  | { readonly kind: 'text'; readonly body: Json }
  | { readonly kind: 'stream' | 'session'; readonly steps: readonly Step[] }
  | { readonly kind: 'file'; readonly type: string }
  | { readonly kind: 'empty' }
);

export type ShownExample = {
  readonly title: string;
  readonly request: HttpRequest;
  /** Of the call, with its placeholders. */
  readonly route: string;
  readonly answer: Answer;
  /**
   * Values that an earlier call gives: `sample` stands for what the reply of the first example of page `from` has at `at`.
   */
  readonly takes: readonly {
    readonly sample: string;
    readonly from: string;
    readonly at: readonly string[];
  }[];
};

export type Code = {
  readonly language: string;
  readonly code: string;
  /** Of a file; a command has none. */
  readonly path?: string;
};

export type Link = { readonly id: string; readonly title: string };

export type Document = {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  /** The way to it in the menu, from the top. */
  readonly crumbs: readonly string[];
  readonly rows: readonly string[];
  readonly intro: string;
  readonly call?: {
    readonly method: string;
    readonly path: string;
    readonly dialect: string;
    readonly credential: 'key' | 'access-token';
  };
  readonly parameters: readonly Parameter[];
  readonly steps: readonly {
    readonly title: string;
    readonly text?: string;
    readonly blocks: readonly Code[];
  }[];
  readonly program?: {
    readonly file: Code;
    readonly commands: string;
    readonly prints: readonly Json[];
    readonly typed: readonly string[];
    readonly reads: readonly string[];
    readonly settings: readonly {
      readonly name: string;
      readonly text: string;
      readonly optional: boolean;
    }[];
  };
  readonly examples: readonly ShownExample[];
  readonly object?: {
    readonly fields: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  };
  readonly tables: readonly {
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly notes: readonly string[];
  readonly seeAlso: readonly Link[];
  readonly previous?: Link;
  readonly next?: Link;
};

/** The address that pages, samples and programs were written with. */
const writtenAddress = /http:\/\/(?:127\.0\.0\.1|localhost):3000/g;

/** Every text of a value with the reader's address in the place of the one that it was written with. */
function addressed<T>(value: T): T;
function addressed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(writtenAddress, baseUrlToken);
  if (Array.isArray(value)) return value.map(addressed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, addressed(one)]));
}

const cellOf = (cell: string | Text, language: Language): string =>
  typeof cell === 'string' ? cell : cell[language];

const tableOf = (table: Table, language: Language): Document['tables'][number] => ({
  title: table.title[language],
  columns: table.columns.map((cell) => cellOf(cell, language)),
  rows: table.rows.map((row) => row.map((cell) => cellOf(cell, language))),
});

const stepsOf = (steps: readonly StreamStep[], language: Language): readonly Step[] =>
  steps.map(({ times, event, text }) => ({ times, text: text[language], event: sampleOf(event) }));

function answerOf(expect: Expected, language: Language): Answer {
  const head = {
    status: 'session' in expect ? 101 : (expect.status ?? 200),
    headers: Object.fromEntries(
      Object.entries(expect.headers ?? {}).map(([name, shape]) => [name, sampleOf(shape)]),
    ),
    comes: 'comes' in expect && expect.comes === true,
  };
  if ('reply' in expect) return { ...head, kind: 'json', body: sampleOf(expect.reply) };
  if ('plain' in expect) return { ...head, kind: 'text', body: sampleOf(expect.plain) };
  if ('bytes' in expect) return { ...head, kind: 'file', type: expect.bytes.type };
  if ('stream' in expect) return { ...head, kind: 'stream', steps: stepsOf(expect.stream, language) };
  if ('session' in expect) return { ...head, kind: 'session', steps: stepsOf(expect.session, language) };
  return { ...head, kind: 'empty' };
}

/** Headers that no schema holds: how a call says who it is, and what holds for every call. */
const headerTexts = {
  key: {
    en: '`Bearer` and your key. The headers that the format’s own SDKs send (`x-api-key`, `x-goog-api-key`, `mj-api-secret`) are taken too.',
    vi: '`Bearer` và khóa của bạn. Các header mà SDK gốc của định dạng gửi (`x-api-key`, `x-goog-api-key`, `mj-api-secret`) cũng được chấp nhận.',
  },
  'access-token': {
    en: '`Bearer` and your access token, which is not a key: it stands in the settings of your account.',
    vi: '`Bearer` và access token của bạn (không phải khóa): xem trong phần cài đặt tài khoản.',
  },
  json: { en: 'The body is JSON.', vi: 'Nội dung là JSON.' },
  form: {
    en: 'The body is a form with files; your client writes the boundary.',
    vi: 'Nội dung là biểu mẫu kèm tệp; phần boundary do thư viện của bạn tự ghi.',
  },
  idempotency: {
    en: 'Any text of yours. A repeated call with the same one gets the same answer and is charged once.',
    vi: 'Chuỗi bất kỳ do bạn đặt. Gọi lại với cùng chuỗi sẽ nhận cùng kết quả và chỉ bị tính tiền một lần.',
  },
} as const satisfies Record<string, Text>;

function headersOf(page: Page, endpoint: Endpoint, language: Language): readonly Parameter[] {
  const call = page.call;
  if (!call) return [];
  const credential = credentialOf(call);
  const header = (name: string, text: Text, required: boolean): Parameter => ({
    place: 'header',
    name,
    type: 'string',
    required,
    description: text[language],
    constraints: {},
  });
  const isForm = page.examples.some(({ form }) => form !== undefined);
  const posts = call.method === 'POST' && endpoint.body !== undefined;
  return [
    header('Authorization', headerTexts[credential], true),
    ...(endpoint.body ? [header('Content-Type', isForm ? headerTexts.form : headerTexts.json, true)] : []),
    ...(posts && call.dialect !== management
      ? [header('Idempotency-Key', headerTexts.idempotency, false)]
      : []),
  ];
}

function parametersOf(page: Page, endpoints: readonly Endpoint[], language: Language): readonly Parameter[] {
  const endpoint = page.call && findEndpoint(page.call, endpoints);
  if (!endpoint) return [];
  return [
    ...headersOf(page, endpoint, language),
    ...parameterTable(endpoint).map(({ description, ...rest }) => ({
      ...rest,
      ...(description ? { description: description[language] } : {}),
    })),
  ];
}

/** What stands for a key where one must be written out. */
const shownKey = 'sk-...';

function guideOf(page: Page, language: Language): Document['steps'] {
  if (!page.guide) return [];
  const { steps, model } = page.guide;
  const values = { origin: baseUrlToken, key: shownKey, model };
  return steps.map(({ title, text, blocks }) => ({
    title: title[language],
    ...(text ? { text: text[language] } : {}),
    blocks: blocks.map((block) => ({ ...block, code: fill(block.code, values) })),
  }));
}

function programOf(page: Page, language: Language): Document['program'] {
  if (!page.program) return undefined;
  const { program } = page;
  return {
    file: {
      language: program.language === 'node' ? 'javascript' : program.language,
      path: program.file,
      code: program.source,
    },
    commands: commandsOf(program, baseUrlToken),
    prints: program.prints.map(sampleOf),
    typed: program.typed ?? [],
    reads: program.reads ?? [],
    settings: program.environment.map(({ name, text, value }) => ({
      name,
      text: text[language],
      optional: value === undefined,
    })),
  };
}

function takesOf({ params, query, request }: Example): ShownExample['takes'] {
  const taken = [params, query, request].flatMap((shape) => takenIn(shape ?? {}));
  const bySample = new Map(taken.map(({ sample, from, at }) => [String(sample), { from, at }]));
  return [...bySample].map(([sample, source]) => ({ sample, ...source }));
}

const exampleOf = (page: Page, example: Example, language: Language): ShownExample => ({
  title: example.title[language],
  request: requestOf(page, example),
  route: callOf(page, example).route,
  answer: answerOf(example.expect, language),
  takes: takesOf(example),
});

/** All pages in one language, in the order of the menu. */
export function documentsOf(endpoints: readonly Endpoint[], language: Language): readonly Document[] {
  const pages = orderedPages();
  const titles = new Map(pages.map(({ id, title }) => [id, title[language]]));
  const link = (id: string | undefined): Link | undefined => {
    const title = id === undefined ? undefined : titles.get(id);
    return id === undefined || title === undefined ? undefined : { id, title };
  };
  return pages.map((page, index) => {
    const { id, section, rows, call, object } = page;
    const program = programOf(page, language);
    const [previous, next] = [link(pages[index - 1]?.id), link(pages[index + 1]?.id)];
    return addressed<Document>({
      id,
      section,
      title: page.title[language],
      crumbs: sections[section].map((text) => text[language]),
      rows,
      intro: page.intro[language],
      ...(call
        ? {
            call: {
              method: call.method,
              path: call.route,
              dialect: call.dialect,
              credential: credentialOf(call),
            },
          }
        : {}),
      parameters: parametersOf(page, endpoints, language),
      steps: guideOf(page, language),
      ...(program ? { program } : {}),
      examples: (page.examples ?? []).map((example) => exampleOf(page, example, language)),
      ...(object
        ? { object: { fields: object.fields.map((field) => ({ ...field, text: field.text[language] })) } }
        : {}),
      tables: (page.tables ?? []).map((table) => tableOf(table, language)),
      notes: (page.notes ?? []).map((note) => note[language]),
      seeAlso: (page.seeAlso ?? []).flatMap((other) => link(other) ?? []),
      ...(previous ? { previous } : {}),
      ...(next ? { next } : {}),
    });
  });
}

/** Environment variables by credential, for whoever explains the samples. */
export { variables };
