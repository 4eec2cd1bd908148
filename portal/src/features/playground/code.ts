import type { ApiRequest } from './wire/turns.ts';

/** The request as programs that can be pasted. The key is always read from the surroundings, never written. */

export const codeLanguages = ['curl', 'python', 'javascript'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];
export const codeNames: Readonly<Record<CodeLanguage, string>> = {
  curl: 'curl',
  python: 'Python',
  javascript: 'JavaScript',
};
export const grammarOf: Readonly<Record<CodeLanguage, string>> = {
  curl: 'shell',
  python: 'python',
  javascript: 'javascript',
};

/** Calls that official libraries have a method for. `unpack`: how a stream's pieces are read. */
const methods: Readonly<Record<string, { library: 'openai' | 'anthropic'; name: string }>> = {
  '/v1/chat/completions': { library: 'openai', name: 'chat.completions.create' },
  '/v1/responses': { library: 'openai', name: 'responses.create' },
  '/v1/embeddings': { library: 'openai', name: 'embeddings.create' },
  '/v1/moderations': { library: 'openai', name: 'moderations.create' },
  '/v1/images/generations': { library: 'openai', name: 'images.generate' },
  '/v1/audio/speech': { library: 'openai', name: 'audio.speech.create' },
  '/v1/audio/transcriptions': { library: 'openai', name: 'audio.transcriptions.create' },
  '/v1/messages': { library: 'anthropic', name: 'messages.create' },
};

type Json = unknown;
const indent = (depth: number) => '    '.repeat(depth);

/** Long base64 makes no code that anybody reads. Only for what is shown: what is copied is whole. */
export function shortened(value: Json): Json {
  if (typeof value === 'string')
    return value.length > 400 && !/\s/.test(value.slice(0, 400)) ? `${value.slice(0, 48)}…` : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)]));
  return value;
}

export function pythonOf(value: Json, depth = 0): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // Python reads the escapes of JSON, with one exception: halves of surrogate pairs stay as they are typed.
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = indent(depth + 1);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const flat = `[${value.map((one) => pythonOf(one, depth)).join(', ')}]`;
    if (flat.length < 60 && !flat.includes('\n')) return flat;
    return `[\n${value.map((one) => `${inner}${pythonOf(one, depth + 1)},`).join('\n')}\n${indent(depth)}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return `{\n${entries
    .map(([name, one]) => `${inner}${JSON.stringify(name)}: ${pythonOf(one, depth + 1)},`)
    .join('\n')}\n${indent(depth)}}`;
}

const javascriptOf = (value: Json): string =>
  JSON.stringify(value, null, 2).replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:');

/** A text as one word of a POSIX shell. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curl({ path, body, headers = {}, files }: ApiRequest, origin: string): string {
  const lines = [
    `curl ${shellQuoted(origin + path)}`,
    `-H "Authorization: Bearer $KEY4U_KEY"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(files
      ? [
          ...Object.entries(files).map(([name, file]) => `-F ${shellQuoted(`${name}=@${file.name}`)}`),
          ...Object.entries(body).map(([name, value]) => `-F ${shellQuoted(`${name}=${String(value)}`)}`),
        ]
      : [`-H 'Content-Type: application/json'`, `-d ${shellQuoted(JSON.stringify(body, null, 2))}`]),
  ];
  return lines.join(' \\\n  ');
}

function python({ path, body, headers = {}, files }: ApiRequest, origin: string): string {
  const method = methods[path];
  const attached = Object.entries(files ?? {});
  if (method) {
    const args = [
      ...attached.map(([name, file]) => `    ${name}=open(${JSON.stringify(file.name)}, "rb"),`),
      ...Object.entries(body).map(([name, value]) => `    ${name}=${pythonOf(value, 1)},`),
    ].join('\n');
    const [library, made, base] =
      method.library === 'openai' ? ['openai', 'OpenAI', `${origin}/v1`] : ['anthropic', 'Anthropic', origin];
    const rest =
      body['stream'] === true
        ? 'for event in result:\n    print(event)'
        : path === '/v1/audio/speech'
          ? 'result.write_to_file("speech.mp3")'
          : 'print(result)';
    return `import os\nfrom ${library} import ${made}\n\nclient = ${made}(\n    api_key=os.environ["KEY4U_KEY"],\n    base_url=${JSON.stringify(base)},\n)\n\nresult = client.${method.name}(\n${args}\n)\n${rest}`;
  }
  const sent = attached.length
    ? `    files={${attached.map(([name, file]) => `${JSON.stringify(name)}: open(${JSON.stringify(file.name)}, "rb")`).join(', ')}},\n    data=${pythonOf(body, 1)},`
    : `    json=${pythonOf(body, 1)},`;
  const extra = Object.entries(headers)
    .map(([name, value]) => `, ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join('');
  return `import os\nimport requests\n\nanswer = requests.post(\n    ${JSON.stringify(origin + path)},\n    headers={"Authorization": f"Bearer {os.environ['KEY4U_KEY']}"${extra}},\n${sent}\n)\nprint(answer.text)`;
}

function javascript({ path, body, headers = {}, files }: ApiRequest, origin: string): string {
  const method = methods[path];
  if (method) {
    const [library, made, base] =
      method.library === 'openai'
        ? ['openai', 'OpenAI', `${origin}/v1`]
        : ['@anthropic-ai/sdk', 'Anthropic', origin];
    const attached = Object.entries(files ?? {});
    const args = javascriptOf(body).replace(
      /^\{\n?/,
      attached.length
        ? `{\n${attached.map(([name, file]) => `  ${name}: createReadStream(${JSON.stringify(file.name)}),\n`).join('')}`
        : '{\n',
    );
    const rest =
      body['stream'] === true
        ? 'for await (const event of result) console.log(event);'
        : path === '/v1/audio/speech'
          ? "await writeFile('speech.mp3', Buffer.from(await result.arrayBuffer()));"
          : 'console.log(result);';
    const imports = [
      ...(attached.length ? ["import { createReadStream } from 'node:fs';"] : []),
      ...(path === '/v1/audio/speech' ? ["import { writeFile } from 'node:fs/promises';"] : []),
      `import ${made} from '${library}';`,
    ].join('\n');
    return `${imports}\n\nconst client = new ${made}({\n  apiKey: process.env.KEY4U_KEY,\n  baseURL: '${base}',\n});\n\nconst result = await client.${method.name}(${args});\n${rest}`;
  }
  const sent = files
    ? `const form = new FormData();\n${Object.entries(body)
        .map(([name, value]) => `form.append(${JSON.stringify(name)}, ${JSON.stringify(String(value))});\n`)
        .join('')}${Object.entries(files)
        .map(
          ([name, file]) =>
            `form.append(${JSON.stringify(name)}, await openAsBlob(${JSON.stringify(file.name)}), ${JSON.stringify(file.name)});\n`,
        )
        .join('')}`
    : '';
  const all = {
    ...(files ? {} : { 'Content-Type': 'application/json' }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `    '${name}': '${value}',\n`);
  return `${files ? "import { openAsBlob } from 'node:fs';\n\n" : ''}${sent}const answer = await fetch('${origin}${path}', {\n  method: 'POST',\n  headers: {\n    Authorization: \`Bearer \${process.env.KEY4U_KEY}\`,\n${lines.join('')}  },\n  body: ${files ? 'form' : `JSON.stringify(${javascriptOf(body).replaceAll('\n', '\n  ')})`},\n});\nconsole.log(await answer.text());`;
}

const writers = { curl, python, javascript } as const;

export const codeOf = (language: CodeLanguage, request: ApiRequest, origin: string): string =>
  writers[language](request, origin);

/** The same with long data cut, to look at. */
export const shownCodeOf = (language: CodeLanguage, request: ApiRequest, origin: string): string =>
  codeOf(language, { ...request, body: shortened(request.body) as ApiRequest['body'] }, origin);
