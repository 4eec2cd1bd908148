import { snippetz } from '@scalar/snippetz';
import { baseUrlToken, type HttpRequest, hostToken, socketToken, variables } from './http-request.ts';
import { multipart } from './multipart-samples.ts';
import { type SampleLanguage, sampleLanguages } from './sample-languages.ts';
import { sessionSamples } from './session-samples.ts';

/**
 * An example in 15 languages. The library writes the call; what stands here makes a program of it that runs as it is
 * copied (imports, the printed answer), takes the key from the environment, and mends what the library gets wrong.
 * site/samples.test.ts holds the samples against the request they were made from.
 */

/** Addresses that the library can parse; the tokens are put in afterwards. */
const host = 'key4u-base-url.invalid';
const origin = `https://${host}`;
/** Stands for the credential in what the library writes; a table below puts the variable in its place. */
const secret = 'K4U-SECRET';

type Asked = { readonly variable: string; readonly streams: boolean; readonly makesFile: boolean };

export type Samples = Readonly<Record<SampleLanguage, string>>;

export function samplesOf(
  request: HttpRequest,
  asked: { readonly streams?: boolean; readonly makesFile?: boolean } = {},
): Samples {
  const variable = request.credential === 'access-token' ? variables['access-token'] : variables.key;
  if (request.events) return tokensIn(sessionSamples(request, variable));
  const whole: Asked = {
    variable,
    streams: asked.streams ?? false,
    makesFile: asked.makesFile ?? false,
  };
  const written = sampleLanguages.map(({ id, target, client }) => {
    const own =
      request.form && multipart[id]?.(`${origin}${request.address}`, headersOf(request), request.form);
    const code = own ?? library.print(target, client, har(request, id)) ?? '';
    return [id, finish[id](code, whole)] as const;
  });
  return tokensIn(Object.fromEntries(written) as Record<SampleLanguage, string>);
}

const library = snippetz();

function tokensIn(samples: Record<SampleLanguage, string>): Samples {
  for (const { id } of sampleLanguages)
    samples[id] =
      samples[id]
        .replaceAll(`wss://${host}`, socketToken)
        .replaceAll(origin, baseUrlToken)
        .replaceAll(host, hostToken)
        .trimEnd() + '\n';
  return samples;
}

const headersOf = (request: HttpRequest) => [
  ...(request.credential === 'literal' ? [] : [{ name: 'Authorization', value: `Bearer ${secret}` }]),
  ...(request.body === undefined ? [] : [{ name: 'Content-Type', value: 'application/json' }]),
  ...Object.entries(request.headers).map(([name, value]) => ({ name, value })),
];

/** The request as the library takes it (HTTP Archive). */
function har(request: HttpRequest, language: SampleLanguage) {
  const { method, address, body, form } = request;
  const isRawR = language === 'r' && body !== undefined && !fitsLists(JSON.parse(body));
  const isRawPhp = language === 'php' && body !== undefined && hasEmptyObject(JSON.parse(body));
  return {
    method,
    url: origin + address,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headersSize: -1,
    bodySize: -1,
    queryString: [],
    headers: headersOf(request),
    ...(body === undefined
      ? {}
      : {
          postData: {
            mimeType: isRawR ? 'application/json; charset=utf-8' : 'application/json',
            text: isRawR
              ? inDoubleQuotes(body)
              : isRawPhp
                ? inSingleQuotes(body) + noJson
                : (bodies[language]?.(body) ?? body),
          },
        }),
    ...(form
      ? {
          postData: {
            mimeType: 'multipart/form-data',
            params: form.map((part) =>
              'file' in part
                ? { name: part.name, fileName: part.file, contentType: part.type }
                : { name: part.name, value: part.value },
            ),
          },
        }
      : {}),
  };
}

const compact = (body: string): string => JSON.stringify(JSON.parse(body));
const inDoubleQuotes = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

const inSingleQuotes = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
/** Behind a body that the library shall leave as it is. */
const noJson = '//as-it-is';

/** PHP's arrays cannot say it. */
const hasEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ((!Array.isArray(value) && Object.keys(value).length === 0) || Object.values(value).some(hasEmptyObject));

/** Where the library wants the body otherwise than two spaces deep. */
const bodies: Partial<Record<SampleLanguage, (body: string) => string>> = {
  java: compact,
  ocaml: compact,
  // A raw string of Dart ends at its quote; in JSON the quote has another spelling.
  dart: (body) => compact(body).replaceAll("'", '\\u0027'),
};

/** R's lists know neither an empty object nor null, and its names are words. */
function fitsLists(value: unknown): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return !value.includes('\n');
  if (typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.length > 0 && value.every(fitsLists);
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([name, one]) => /^[A-Za-z]\w*$/.test(name) && fitsLists(one));
}

/** Replaces one piece, and says so when the library has begun to write it otherwise. */
function swap(code: string, from: string | RegExp, to: string): string {
  const swapped = code.replace(from, () => to);
  if (swapped === code) throw new Error(`the library no longer writes ${String(from)}:\n${code}`);
  return swapped;
}

/** Takes the credential from the environment; a request that carries another one has no place for it. */
const withKey = (code: string, from: string, to: string): string =>
  code.includes(secret) ? swap(code, from, to) : code;

const indent = (code: string, by: string): string => code.replace(/^(?=.)/gm, by);

/** By language: the library's code becomes a program. */
const finish: Readonly<Record<SampleLanguage, (code: string, asked: Asked) => string>> = {
  shell: (code, { variable, streams, makesFile }) =>
    withKey(code, `'Authorization: Bearer ${secret}'`, `"Authorization: Bearer $${variable}"`).replace(
      /^curl /,
      streams ? 'curl --no-buffer ' : makesFile ? 'curl --output output.bin ' : 'curl ',
    ),

  javascript: (code, { variable, streams, makesFile }) => {
    const call = withKey(code, `'Bearer ${secret}'`, `\`Bearer \${process.env.${variable}}\``).trimEnd();
    const at = call.lastIndexOf('\nfetch(') + 1;
    const answered = `${call.slice(0, at)}const response = await ${call.slice(at)};\n`;
    if (makesFile)
      return `import { writeFile } from 'node:fs/promises';\n\n${answered}\nawait writeFile('output.bin', Buffer.from(await response.arrayBuffer()));`;
    return streams
      ? `${answered}\nfor await (const piece of response.body.pipeThrough(new TextDecoderStream())) {\n  process.stdout.write(piece);\n}`
      : `${answered}\nconsole.log(await response.text());`;
  },

  java: (code, { variable }) => {
    const call = withKey(code, `"Bearer ${secret}"`, `"Bearer " + System.getenv("${variable}")`);
    return [
      'import java.net.http.HttpClient;',
      'import java.net.http.HttpRequest;',
      'import java.net.http.HttpResponse;',
      '',
      'public class Main {',
      '  public static void main(String[] args) throws Exception {',
      indent(call, '    '),
      '  }',
      '}',
    ].join('\n');
  },

  swift: (code, { variable }) =>
    withKey(code, `"Bearer ${secret}"`, `"Bearer \\(ProcessInfo.processInfo.environment["${variable}"]!)"`)
      .replace('let (data, response) =', 'let (data, _) =')
      // It throws away what a refusal says.
      .replace(/\nguard let httpResponse[^}]+\}\n/, ''),

  go: (code, { variable }) => {
    if (!code.includes(secret)) return code;
    const call = swap(code, `"Bearer ${secret}"`, `"Bearer "+os.Getenv("${variable}")`);
    return call.includes('\t"os"\n') ? call : swap(call, '\t"net/http"\n', '\t"net/http"\n\t"os"\n');
  },

  php: (code, { variable }) =>
    `<?php\n\n${withKey(
      code,
      `'Authorization: Bearer ${secret}'`,
      `'Authorization: Bearer ' . getenv('${variable}')`,
    )
      .replace(/^<\?php\n+/, '')
      .replace(noJson, '')}`,

  python: (code, { variable, streams, makesFile }) => {
    const read = code.includes(secret) ? 'import os\n\n' : '';
    let call = withKey(code, `"Bearer ${secret}"`, `"Bearer " + os.environ["${variable}"]`);
    if (streams) call = call.replace(/\n?\)$/, ',\n    stream=True\n)');
    const last = streams
      ? 'for line in response.iter_lines():\n    print(line.decode())'
      : makesFile
        ? 'with open("output.bin", "wb") as file:\n    file.write(response.content)'
        : 'print(response.text)';
    return `${read}import requests\n\nresponse = ${call}\n\n${last}`;
  },

  http: (code) => withKey(code, secret, 'sk-...').replaceAll('\r\n', '\n'),

  c: (code, { variable }) => {
    if (!code.includes(secret)) return code;
    const read = `  char authorization[256];\n  snprintf(authorization, sizeof authorization, "Authorization: Bearer %s", getenv("${variable}"));\n`;
    return swap(
      swap(
        code,
        `  headers = curl_slist_append(headers, "Authorization: Bearer ${secret}");`,
        `${read}  headers = curl_slist_append(headers, authorization);`,
      ),
      '#include <curl/curl.h>\n',
      '#include <stdio.h>\n#include <stdlib.h>\n#include <curl/curl.h>\n',
    );
  },

  csharp: (code, { variable }) =>
    [
      'using System.Net.Http.Headers;',
      '',
      withKey(code, `"${secret}"`, `Environment.GetEnvironmentVariable("${variable}")`),
      'Console.WriteLine(await response.Content.ReadAsStringAsync());',
    ].join('\n'),

  objc: (code, { variable }) => {
    const keyed = withKey(
      code,
      `@"Bearer ${secret}"`,
      `[@"Bearer " stringByAppendingString:NSProcessInfo.processInfo.environment[@"${variable}"]]`,
    );
    return swap(
      swap(keyed, 'timeoutInterval:10.0]', 'timeoutInterval:300.0]'),
      /NSHTTPURLResponse \*httpResponse = .*\n\s*NSLog\(@"%@", httpResponse\);/,
      'NSLog(@"%@", [[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding]);',
    );
  },

  ruby: (code, { variable }) =>
    withKey(code, `'Bearer ${secret}'`, `"Bearer #{ENV['${variable}']}"`)
      .replace('http.use_ssl = true', "http.use_ssl = url.scheme == 'https'\nhttp.read_timeout = 300")
      // Text as it stands: Ruby would read the escapes of JSON as its own.
      .replace('<<~JSON', "<<~'JSON'")
      // The colon of Google's addresses, which it encodes.
      .replace(/URI\("[^"?]+/, (address) => address.replaceAll('%3A', ':')),

  ocaml: (code, { variable }) => withKey(code, `"Bearer ${secret}"`, `"Bearer " ^ Sys.getenv "${variable}"`),

  dart: (code, { variable }) => {
    const keyed = withKey(code, `'Bearer ${secret}'`, `'Bearer \${Platform.environment['${variable}']}'`);
    return keyed.includes('Platform.') ? `import 'dart:io';\n\n${keyed}` : keyed;
  },

  r: (code, { variable }) =>
    withKey(code, `"Bearer ${secret}"`, `paste("Bearer", Sys.getenv("${variable}"))`).replaceAll(
      'type = "application/json; charset=utf-8"',
      'type = "application/json"',
    ),
};
