import { ExternalLink, ImageIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Components, defaultRehypePlugins, Streamdown } from 'streamdown';
import { Code } from '@/components/code.tsx';
import { isHighlighted } from '@/components/highlight.ts';
import './answer.css';
import { isInlinePicture, ownResult, safeLink } from './addresses.ts';

/**
 * What a model wrote, as Markdown. Nothing of it can run, style the page or fetch: HTML is shown as the text that it is,
 * links go only to the web and open elsewhere, a picture from elsewhere is a link, diagrams and formulas stay code.
 */

type Props = { readonly children?: ReactNode; readonly node?: unknown };

/** Only what a page needs passes: no class, style, id or handler that stood in the text. */
const tag =
  (
    Name:
      | 'p'
      | 'ul'
      | 'li'
      | 'blockquote'
      | 'thead'
      | 'tbody'
      | 'tr'
      | 'del'
      | 'em'
      | 'strong'
      | 'sup'
      | 'sub'
      | 'th'
      | 'td',
  ) =>
  ({ children }: Props) => <Name>{children}</Name>;

const Heading = ({ children }: Props) => <h3>{children}</h3>;
const Deeper = ({ children }: Props) => <h4>{children}</h4>;

function Link({ href, children }: Props & { readonly href?: unknown }) {
  const to = safeLink(href);
  if (!to) return <span>{children}</span>;
  return (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow" className="text-blue underline">
      {children}
    </a>
  );
}

function Picture({ src, alt }: { readonly src?: unknown; readonly alt?: unknown }) {
  const { t } = useTranslation('playground');
  const words = typeof alt === 'string' && alt ? alt : t('answer.picture');
  const own = ownResult(src, globalThis.location?.origin);
  if (isInlinePicture(src) || own)
    return <img src={own ?? String(src)} alt={words} className="my-2 max-h-96 max-w-full rounded border" />;
  const to = safeLink(src);
  if (!to) return <span>{words}</span>;
  return (
    <a
      href={to}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="inline-flex items-center gap-1 rounded-sm border bg-sunk px-1.5 text-sm"
    >
      <ImageIcon className="size-3.5" aria-hidden />
      {words} <span className="text-soft">{new URL(to).host}</span>
      <ExternalLink className="size-3" aria-hidden />
    </a>
  );
}

const names: Readonly<Record<string, string>> = {
  bash: 'shell',
  sh: 'shell',
  js: 'javascript',
  ts: 'typescript',
  py: 'python',
};

/** Inside a line, or a block of its own: a block ends with its line. */
function Snippet({ children, className }: Props & { readonly className?: unknown }) {
  const raw = Array.isArray(children) ? children.join('') : String(children ?? '');
  const language = /language-([\w+#-]+)/.exec(String(className ?? ''))?.[1] ?? '';
  if (!language && !raw.endsWith('\n')) return <code>{raw}</code>;
  const grammar = names[language] ?? language;
  return (
    <Code
      text={raw.replace(/\n$/, '')}
      language={isHighlighted(grammar) ? grammar : 'text'}
      {...(language ? { title: language } : {})}
      className="my-2"
    />
  );
}

const components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Deeper,
  h5: Deeper,
  h6: Deeper,
  p: tag('p'),
  ul: tag('ul'),
  ol: ({ children, start }: Props & { readonly start?: unknown }) => (
    <ol {...(typeof start === 'number' ? { start } : {})}>{children}</ol>
  ),
  li: tag('li'),
  blockquote: tag('blockquote'),
  hr: () => <hr />,
  em: tag('em'),
  strong: tag('strong'),
  del: tag('del'),
  sup: tag('sup'),
  sub: tag('sub'),
  a: Link,
  img: Picture,
  pre: ({ children }: Props) => <>{children}</>,
  code: Snippet,
  table: ({ children }: Props) => (
    <div className="my-2 overflow-x-auto" tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  ),
  thead: tag('thead'),
  tbody: tag('tbody'),
  tr: tag('tr'),
  th: tag('th'),
  td: tag('td'),
  input: ({ checked }: { readonly checked?: unknown }) => (
    <input type="checkbox" disabled checked={checked === true} readOnly aria-hidden className="mr-1.5" />
  ),
} as unknown as Components;

/**
 * Without `rehype-raw` HTML of the text never becomes elements, and what is not on the list of `rehype-sanitize` never
 * reaches the components above. They decide about addresses, so data: passes as far as them.
 */
function sanitizing() {
  const [plugin, schema] = defaultRehypePlugins['sanitize'] as unknown as [
    never,
    { readonly protocols?: Readonly<Record<string, readonly string[]>> },
  ];
  return [plugin, { ...schema, protocols: { ...schema.protocols, src: ['http', 'https', 'data'] } }] as never;
}
const rehypePlugins = [sanitizing()];
const allowedElements = Object.keys(components);

export function Markdown({ text, running }: { readonly text: string; readonly running: boolean }) {
  return (
    <Streamdown
      mode={running ? 'streaming' : 'static'}
      components={components}
      rehypePlugins={rehypePlugins}
      allowedElements={allowedElements}
      unwrapDisallowed
      controls={false}
      linkSafety={{ enabled: false }}
      className="answer"
    >
      {text}
    </Streamdown>
  );
}
