import type { TaskDetail } from './types.ts';

/** The request that made a task, as code. The key stands as the name of a variable: it is not shown. */

type Request = NonNullable<TaskDetail['request']>;
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

/** JSON as a Python value. */
function python(value: unknown, indent = ''): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  const inner = `${indent}    `;
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((one) => `${inner}${python(one, inner)},\n`).join('')}${indent}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length === 0
      ? '{}'
      : `{\n${entries.map(([name, one]) => `${inner}${JSON.stringify(name)}: ${python(one, inner)},\n`).join('')}${indent}}`;
  }
  return JSON.stringify(value);
}

export function codeOf({ method, path, body }: Request, origin: string, language: CodeLanguage): string {
  const address = origin + path;
  const json = JSON.stringify(body, null, 2);
  switch (language) {
    case 'curl':
      return [
        `curl ${address}${method === 'POST' ? '' : ` -X ${method}`} \\`,
        '  -H "Authorization: Bearer $KEY4U_KEY" \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '${json.replaceAll("'", `'\\''`)}'`,
      ].join('\n');
    case 'python':
      return [
        'import os',
        'import requests',
        '',
        `response = requests.${method.toLowerCase()}(`,
        `    ${JSON.stringify(address)},`,
        '    headers={"Authorization": f"Bearer {os.environ[\'KEY4U_KEY\']}"},',
        `    json=${python(body, '    ')},`,
        ')',
        'print(response.json())',
      ].join('\n');
    case 'javascript':
      return [
        `const response = await fetch(${JSON.stringify(address)}, {`,
        `  method: ${JSON.stringify(method)},`,
        '  headers: {',
        "    authorization: 'Bearer ' + process.env.KEY4U_KEY,",
        "    'content-type': 'application/json',",
        '  },',
        `  body: JSON.stringify(${json.replaceAll('\n', '\n  ')}),`,
        '});',
        'console.log(await response.json());',
      ].join('\n');
  }
}
