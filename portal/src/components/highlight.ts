import {
  createCssVariablesTheme,
  createHighlighterCore,
  type HighlighterCore,
  type LanguageInput,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** Each grammar is a chunk of its own, fetched when a text of its language is shown. */
const grammars: Readonly<Record<string, () => Promise<{ default: LanguageInput }>>> = {
  shell: () => import('shiki/langs/bash.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  objc: () => import('shiki/langs/objective-c.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  ocaml: () => import('shiki/langs/ocaml.mjs'),
  dart: () => import('shiki/langs/dart.mjs'),
  r: () => import('shiki/langs/r.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  powershell: () => import('shiki/langs/powershell.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
};

export const isHighlighted = (language: string): boolean => language in grammars;

const theme = createCssVariablesTheme({ name: 'key4u', variablePrefix: '--code-' });
let made: Promise<HighlighterCore> | undefined;
const loaded = new Map<string, Promise<unknown>>();

export type Piece = { readonly text: string; readonly color: string | undefined };

/** Lines of a text as coloured pieces. Colours are CSS variables, so that themes change without doing it again. */
export async function highlight(text: string, language: string): Promise<readonly (readonly Piece[])[]> {
  const grammar = grammars[language];
  if (!grammar) return text.split('\n').map((line) => [{ text: line, color: undefined }]);
  made ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await made;
  let ready = loaded.get(language);
  if (!ready) {
    ready = grammar().then((file) => highlighter.loadLanguage(file.default));
    loaded.set(language, ready);
  }
  await ready;
  const lang = { shell: 'bash', objc: 'objective-c' }[language] ?? language;
  return highlighter
    .codeToTokensBase(text, { lang, theme: 'key4u' })
    .map((line) => line.map((token) => ({ text: token.content, color: token.color })));
}
