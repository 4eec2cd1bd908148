/** The languages of code samples, in the order in which they are offered. */
export const sampleLanguages = [
  { id: 'shell', title: 'Shell', target: 'shell', client: 'curl' },
  { id: 'javascript', title: 'JavaScript', target: 'js', client: 'fetch' },
  { id: 'java', title: 'Java', target: 'java', client: 'nethttp' },
  { id: 'swift', title: 'Swift', target: 'swift', client: 'nsurlsession' },
  { id: 'go', title: 'Go', target: 'go', client: 'native' },
  { id: 'php', title: 'PHP', target: 'php', client: 'curl' },
  { id: 'python', title: 'Python', target: 'python', client: 'requests' },
  { id: 'http', title: 'HTTP', target: 'http', client: 'http1.1' },
  { id: 'c', title: 'C', target: 'c', client: 'libcurl' },
  { id: 'csharp', title: 'C#', target: 'csharp', client: 'httpclient' },
  { id: 'objc', title: 'Objective-C', target: 'objc', client: 'nsurlsession' },
  { id: 'ruby', title: 'Ruby', target: 'ruby', client: 'native' },
  { id: 'ocaml', title: 'OCaml', target: 'ocaml', client: 'cohttp' },
  { id: 'dart', title: 'Dart', target: 'dart', client: 'http' },
  { id: 'r', title: 'R', target: 'r', client: 'httr2' },
] as const;

export type SampleLanguage = (typeof sampleLanguages)[number]['id'];
