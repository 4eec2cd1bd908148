import type { Answer, Document, Language, Parameter } from './documents.ts';
import { baseUrlToken } from './http-request.ts';
import type { MenuGroup, MenuPage } from './menu.ts';
import type { Samples } from './samples.ts';

/** Pages as Markdown, for people who copy them and for programs that read manuals. `{{base_url}}` stays for the server. */

/** Words of the manual that no page writes. */
const words = {
  en: {
    parameters: 'Parameters',
    place: { header: 'header', path: 'path', query: 'query', body: 'body' },
    columns: ['Name', 'In', 'Type', 'Required', 'Description'],
    yes: 'yes',
    no: 'no',
    example: 'Example',
    answer: 'Answer',
    later: 'after a while; ask again until then',
    many: 'once or more',
    fields: 'Fields of the answer',
    fieldColumns: ['Field', 'Type', 'Description'],
    notes: 'Notes',
    seeAlso: 'See also',
    program: 'The program',
    run: 'Run it',
    prints: 'It prints',
    typed: 'Typed while it runs',
    reads: 'Files that it reads',
    empty: 'no body',
    file: 'a file of type',
    key: 'a key (`sk-…`)',
    'access-token': 'an access token',
    credential: 'Credential',
    previous: 'Previous',
    next: 'Next',
    manual: 'Manual',
    summary:
      'One key and one base URL for every AI model. Every page of this manual stands as Markdown behind its address with `.md`; Vietnamese with `.vi.md`. All examples run with a test key (`sk-test-…`) without spending.',
    openApi: 'OpenAPI document of every endpoint',
    all: 'The whole manual in one file',
    bounds: {
      least: 'from',
      most: 'to',
      leastLength: 'characters, from',
      mostLength: 'characters, to',
      leastItems: 'items, from',
      mostItems: 'items, to',
      oneOf: 'one of',
      default: 'default',
    },
  },
  vi: {
    parameters: 'Tham số',
    place: { header: 'header', path: 'đường dẫn', query: 'query', body: 'nội dung' },
    columns: ['Tên', 'Vị trí', 'Kiểu', 'Bắt buộc', 'Mô tả'],
    yes: 'có',
    no: 'không',
    example: 'Ví dụ',
    answer: 'Kết quả',
    later: 'sau một lúc; hãy hỏi lại cho đến khi có',
    many: 'một hoặc nhiều lần',
    fields: 'Các trường trong kết quả',
    fieldColumns: ['Trường', 'Kiểu', 'Mô tả'],
    notes: 'Lưu ý',
    seeAlso: 'Xem thêm',
    program: 'Chương trình',
    run: 'Cách chạy',
    prints: 'Chương trình in ra',
    typed: 'Gõ vào khi chạy',
    reads: 'Tệp được đọc',
    empty: 'không có nội dung',
    file: 'tệp kiểu',
    key: 'khóa (`sk-…`)',
    'access-token': 'access token',
    credential: 'Xác thực',
    previous: 'Trang trước',
    next: 'Trang sau',
    manual: 'Tài liệu',
    summary:
      'Một khóa và một base URL cho mọi model AI. Mỗi trang tài liệu có bản Markdown ở cùng địa chỉ thêm `.md` (tiếng Anh) hoặc `.vi.md` (tiếng Việt). Mọi ví dụ đều chạy được bằng khóa thử nghiệm (`sk-test-…`) mà không tốn tiền.',
    openApi: 'Tài liệu OpenAPI của mọi endpoint',
    all: 'Toàn bộ tài liệu trong một tệp',
    bounds: {
      least: 'từ',
      most: 'đến',
      leastLength: 'số ký tự, từ',
      mostLength: 'số ký tự, đến',
      leastItems: 'số phần tử, từ',
      mostItems: 'số phần tử, đến',
      oneOf: 'một trong',
      default: 'mặc định',
    },
  },
} as const;

const ending = (language: Language): string => (language === 'en' ? '.md' : `.${language}.md`);
export const markdownAddress = (id: string, language: Language): string => `/docs/${id}${ending(language)}`;

const link = (id: string, title: string, language: Language): string =>
  `[${title}](${baseUrlToken}${markdownAddress(id, language)})`;

/** A fence longer than any in the code. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n+$/, '')}\n${fence}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');

function boundsOf({ constraints }: Parameter, language: Language): string {
  const { bounds } = words[language];
  return (Object.keys(bounds) as (keyof typeof bounds)[])
    .flatMap((name) => {
      const value = constraints[name];
      if (value === undefined) return [];
      const shown =
        name === 'oneOf' && constraints.oneOf
          ? constraints.oneOf.map((one) => `\`${JSON.stringify(one)}\``).join(', ')
          : `\`${JSON.stringify(value)}\``;
      return [`${bounds[name]} ${shown}`];
    })
    .join('; ');
}

function parametersOf({ parameters }: Document, language: Language): readonly string[] {
  if (parameters.length === 0) return [];
  const { columns, place, yes, no, parameters: title } = words[language];
  const rows = parameters.map((one) => {
    const bounds = boundsOf(one, language);
    return [
      `\`${one.name}\``,
      place[one.place],
      one.type,
      one.required ? yes : no,
      [one.description ?? '', bounds === '' ? '' : `(${bounds})`].filter((part) => part !== '').join(' '),
    ];
  });
  return [`## ${title}`, table(columns, rows)];
}

const json = (value: unknown): string => fenced(JSON.stringify(value, null, 2), 'json');

function answerOf(answer: Answer, language: Language): readonly string[] {
  const { answer: title, later, many, empty, file } = words[language];
  const headers = Object.entries(answer.headers).map(([name, value]) => `- \`${name}: ${String(value)}\``);
  const head = [
    `**${title}** ${answer.status}${answer.comes ? ` (${later})` : ''}`,
    ...(headers.length > 0 ? [headers.join('\n')] : []),
  ];
  switch (answer.kind) {
    case 'json':
      return [...head, json(answer.body)];
    case 'text':
      return [...head, fenced(String(answer.body), 'text')];
    case 'file':
      return [...head, `${file} \`${answer.type}\``];
    case 'empty':
      return [...head, empty];
    default:
      return [
        ...head,
        ...answer.steps.flatMap((step) => [
          `${step.text}${step.times === 'many' ? ` (${many})` : ''}`,
          fenced(typeof step.event === 'string' ? step.event : JSON.stringify(step.event), 'json'),
        ]),
      ];
  }
}

/** One page. `samples`: of its examples, in their order. */
export function markdownOf(page: Document, samples: readonly Samples[], language: Language): string {
  const say = words[language];
  const { call, program } = page;
  return [
    `# ${page.title}`,
    `*${page.crumbs.join(' › ')}*`,
    page.intro,
    ...(call
      ? [`\`${call.method} ${baseUrlToken}${call.path}\``, `${say.credential}: ${say[call.credential]}`]
      : []),
    ...page.steps.flatMap((step, index) => [
      `## ${index + 1}. ${step.title}`,
      ...(step.text ? [step.text] : []),
      ...step.blocks.flatMap((block) => [
        ...(block.path ? [`\`${block.path}\``] : []),
        fenced(block.code, block.language),
      ]),
    ]),
    ...(program
      ? [
          `## ${say.program}`,
          `\`${program.file.path ?? ''}\``,
          fenced(program.file.code, program.file.language),
          ...program.settings.map(({ name, text }) => `- \`${name}\`: ${text}`),
          ...(program.reads.length > 0
            ? [`${say.reads}: ${program.reads.map((one) => `\`${one}\``).join(', ')}`]
            : []),
          `## ${say.run}`,
          fenced(program.commands, 'shell'),
          ...(program.typed.length > 0 ? [`${say.typed}:`, fenced(program.typed.join('\n'), 'text')] : []),
          `${say.prints}:`,
          fenced(program.prints.map(String).join('\n'), 'text'),
        ]
      : []),
    ...page.examples.flatMap((example, index) => [
      `## ${say.example}: ${example.title}`,
      fenced(samples[index]?.shell ?? '', 'shell'),
      ...answerOf(example.answer, language),
    ]),
    ...parametersOf(page, language),
    ...(page.object
      ? [
          `## ${say.fields}`,
          table(
            say.fieldColumns,
            page.object.fields.map(({ name, type, text }) => [`\`${name}\``, type, text]),
          ),
        ]
      : []),
    ...page.tables.flatMap(({ title, columns, rows }) => [`## ${title}`, table(columns, rows)]),
    ...(page.notes.length > 0 ? [`## ${say.notes}`, page.notes.map((note) => `- ${note}`).join('\n')] : []),
    ...(page.seeAlso.length > 0
      ? [
          `## ${say.seeAlso}`,
          page.seeAlso.map(({ id, title }) => `- ${link(id, title, language)}`).join('\n'),
        ]
      : []),
    '---',
    [
      ...(page.previous ? [`${say.previous}: ${link(page.previous.id, page.previous.title, language)}`] : []),
      ...(page.next ? [`${say.next}: ${link(page.next.id, page.next.title, language)}`] : []),
    ].join(' · '),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The menu with one line for each page: `/docs.md`, and `/llms.txt` (llmstxt.org). */
export function indexOf(
  menu: readonly MenuGroup[],
  pages: ReadonlyMap<string, Document>,
  language: Language,
): string {
  const say = words[language];
  const entry = (one: MenuPage | MenuGroup, depth: number): readonly string[] => {
    if ('entries' in one)
      return [
        '',
        `${'#'.repeat(Math.min(depth, 6))} ${one.title[language]}`,
        '',
        ...one.entries.flatMap((inner) => entry(inner, depth + 1)),
      ];
    const intro = pages.get(one.id)?.intro ?? '';
    return [`- ${link(one.id, one.title[language], language)}: ${firstSentence(intro)}`];
  };
  return [
    '# Key4U',
    '',
    `> ${say.summary}`,
    '',
    `- [${say.openApi}](${baseUrlToken}/openapi.json)`,
    `- [${say.all}](${baseUrlToken}/llms-full.txt)`,
    ...menu.flatMap((group) => entry(group, 2)),
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
