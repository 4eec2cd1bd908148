import type { RequestPart } from './http-request.ts';
import type { SampleLanguage } from './sample-languages.ts';

/**
 * Uploads in the languages for which the library leaves the file out (JavaScript, Swift), sends its name in its place
 * (Dart), reads it as text (Objective-C), calls what the language does not have (PHP) or cannot name a part as our
 * wires do (R). The other languages are the library's.
 */

type Header = { readonly name: string; readonly value: string };
type Write = (url: string, headers: readonly Header[], parts: readonly RequestPart[]) => string;

const isFile = (part: RequestPart): part is Extract<RequestPart, { readonly file: string }> => 'file' in part;
const single = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const double = (text: string): string => JSON.stringify(text);

const javascript: Write = (url, headers, parts) => {
  const appended = parts.map((part) =>
    isFile(part)
      ? `form.append(${single(part.name)}, await openAsBlob(${single(part.file)}, { type: ${single(part.type)} }), ${single(part.file)});`
      : `form.append(${single(part.name)}, ${single(part.value)});`,
  );
  return [
    ...(parts.some(isFile) ? ["import { openAsBlob } from 'node:fs';", ''] : []),
    'const form = new FormData();',
    ...appended,
    '',
    `fetch(${single(url)}, {`,
    "  method: 'POST',",
    '  headers: {',
    headers
      .map(({ name, value }) => `    ${/^\w+$/.test(name) ? name : single(name)}: ${single(value)}`)
      .join(',\n'),
    '  },',
    '  body: form',
    '})',
  ].join('\n');
};

const swift: Write = (url, headers, parts) =>
  [
    'import Foundation',
    '',
    `var request = URLRequest(url: URL(string: ${double(url)})!)`,
    'request.httpMethod = "POST"',
    ...headers.map(
      ({ name, value }) => `request.setValue(${double(value)}, forHTTPHeaderField: ${double(name)})`,
    ),
    '',
    'let boundary = UUID().uuidString',
    'request.setValue("multipart/form-data; boundary=\\(boundary)", forHTTPHeaderField: "Content-Type")',
    '',
    'var body = Data()',
    'func add(_ head: String, _ content: Data) {',
    '  body.append(Data("--\\(boundary)\\r\\n\\(head)\\r\\n\\r\\n".utf8))',
    '  body.append(content)',
    '  body.append(Data("\\r\\n".utf8))',
    '}',
    ...parts.map((part) =>
      isFile(part)
        ? `add(${double(`Content-Disposition: form-data; name="${part.name}"; filename="${part.file}"\r\nContent-Type: ${part.type}`)}, try Data(contentsOf: URL(fileURLWithPath: ${double(part.file)})))`
        : `add(${double(`Content-Disposition: form-data; name="${part.name}"`)}, Data(${double(part.value)}.utf8))`,
    ),
    'body.append(Data("--\\(boundary)--\\r\\n".utf8))',
    'request.httpBody = body',
    '',
    'let (data, _) = try await URLSession.shared.data(for: request)',
    'print(String(data: data, encoding: .utf8) ?? "")',
  ].join('\n');

/** PHP keeps one value a name: parts that share one are numbered. */
const php: Write = (url, headers, parts) => {
  const shared = (name: string) => parts.filter((part) => part.name === name).length > 1;
  const named = parts.map((part, index) => ({
    part,
    name: shared(part.name)
      ? `${part.name.replace(/\[\]$/, '')}[${parts.slice(0, index).filter(({ name }) => name === part.name).length}]`
      : part.name,
  }));
  return [
    `$ch = curl_init(${single(url)});`,
    '',
    'curl_setopt($ch, CURLOPT_POST, true);',
    'curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);',
    `curl_setopt($ch, CURLOPT_HTTPHEADER, [${headers.map(({ name, value }) => single(`${name}: ${value}`)).join(', ')}]);`,
    'curl_setopt($ch, CURLOPT_POSTFIELDS, [',
    ...named.map(({ name, part }) =>
      isFile(part)
        ? `  ${single(name)} => new CURLFile(${single(part.file)}, ${single(part.type)}),`
        : `  ${single(name)} => ${single(part.value)},`,
    ),
    ']);',
    '',
    'echo curl_exec($ch);',
  ].join('\n');
};

const objc: Write = (url, headers, parts) => {
  const text = (value: string) => `@${double(value)}`;
  const add = (value: string) => `[body appendData:[${value} dataUsingEncoding:NSUTF8StringEncoding]];`;
  const start = add('[NSString stringWithFormat:@"--%@\\r\\n", boundary]');
  return [
    '#import <Foundation/Foundation.h>',
    '',
    `NSDictionary *headers = @{ ${headers.map(({ name, value }) => `${text(name)}: ${text(value)}`).join(', ')} };`,
    'NSString *boundary = [NSUUID UUID].UUIDString;',
    'NSMutableData *body = [NSMutableData data];',
    ...parts.flatMap((part) => [
      start,
      ...(isFile(part)
        ? [
            add(
              text(
                `Content-Disposition: form-data; name="${part.name}"; filename="${part.file}"\r\nContent-Type: ${part.type}\r\n\r\n`,
              ),
            ),
            `[body appendData:[NSData dataWithContentsOfFile:${text(part.file)}]];`,
            add(text('\r\n')),
          ]
        : [
            add(text(`Content-Disposition: form-data; name="${part.name}"\r\n\r\n`)),
            add(text(`${part.value}\r\n`)),
          ]),
    ]),
    add('[NSString stringWithFormat:@"--%@--\\r\\n", boundary]'),
    '',
    `NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:${text(url)}]`,
    '                                                      cachePolicy:NSURLRequestUseProtocolCachePolicy',
    '                                                  timeoutInterval:10.0];',
    '[request setHTTPMethod:@"POST"];',
    '[request setAllHTTPHeaderFields:headers];',
    '[request setValue:[@"multipart/form-data; boundary=" stringByAppendingString:boundary] forHTTPHeaderField:@"Content-Type"];',
    '[request setHTTPBody:body];',
    '',
    'NSURLSessionDataTask *dataTask = [[NSURLSession sharedSession] dataTaskWithRequest:request',
    'completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {',
    '  if (error) {',
    '    NSLog(@"%@", error);',
    '  } else {',
    '    NSHTTPURLResponse *httpResponse = (NSHTTPURLResponse *) response;',
    '    NSLog(@"%@", httpResponse);',
    '  }',
    '}];',
    '[dataTask resume];',
  ].join('\n');
};

const dart: Write = (url, headers, parts) => {
  const quoted = (value: string) => single(value).replaceAll('$', '\\$');
  const type = (value: string) => {
    const [kind, name] = value.split('/');
    return `MediaType(${quoted(kind ?? '')}, ${quoted(name ?? '')})`;
  };
  return [
    "import 'package:http/http.dart' as http;",
    ...(parts.some(isFile) ? ["import 'package:http_parser/http_parser.dart';"] : []),
    '',
    'void main() async {',
    `  final request = http.MultipartRequest('POST', Uri.parse(${quoted(url)}));`,
    ...headers.map(({ name, value }) => `  request.headers[${quoted(name)}] = ${quoted(value)};`),
    ...parts.map((part) =>
      isFile(part)
        ? `  request.files.add(await http.MultipartFile.fromPath(${quoted(part.name)}, ${quoted(part.file)}, contentType: ${type(part.type)}));`
        : `  request.files.add(http.MultipartFile.fromString(${quoted(part.name)}, ${quoted(part.value)}));`,
    ),
    '',
    '  final response = await http.Response.fromStream(await request.send());',
    '  print(response.body);',
    '}',
  ].join('\n');
};

const r: Write = (url, headers, parts) =>
  [
    'library(httr2)',
    '',
    `response <- request(${double(url)}) |>`,
    '  req_headers(',
    headers.map(({ name, value }) => `    ${double(name)} = ${double(value)}`).join(',\n'),
    '  ) |>',
    '  req_body_multipart(',
    parts
      .map((part) =>
        isFile(part)
          ? `    ${double(part.name)} = curl::form_file(${double(part.file)}, type = ${double(part.type)})`
          : `    ${double(part.name)} = ${double(part.value)}`,
      )
      .join(',\n'),
    '  ) |>',
    '  req_perform()',
    '',
    'resp_body_string(response)',
  ].join('\n');

const http: Write = (url, headers, parts) => {
  const { pathname, search, host } = new URL(url);
  const boundary = 'key4u-boundary';
  return [
    `POST ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    '',
    ...parts.flatMap((part) => [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${part.name}"${isFile(part) ? `; filename="${part.file}"` : ''}`,
      ...(isFile(part) ? [`Content-Type: ${part.type}`] : []),
      '',
      isFile(part) ? `< ./${part.file}` : part.value,
    ]),
    `--${boundary}--`,
  ].join('\n');
};

export const multipart: Partial<Record<SampleLanguage, Write>> = {
  javascript,
  swift,
  php,
  objc,
  dart,
  r,
  http,
};
