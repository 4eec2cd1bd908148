import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';

/** A text of the manual: `code` between back-ticks, nothing else of Markdown. */
export function Prose({ text }: { readonly text: string }): ReactNode {
  return text.split('`').map((piece, index) =>
    index % 2 === 1 ? (
      <code
        key={index}
        className={`rounded-sm bg-sunk px-1 py-px ${piece.length > 32 ? 'break-words' : 'whitespace-nowrap'}`}
      >
        {piece}
      </code>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}

/** A link to a page by its id: 'start/quick-start'. */
export function PageLink({
  id,
  children,
  className = 'text-blue underline-offset-4 hover:underline',
}: {
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const [section = '', slug = ''] = id.split('/');
  return (
    <Link to="/docs/$section/$slug" params={{ section, slug }} className={className}>
      {children}
    </Link>
  );
}

/** A title within a page, with an address of its own. */
export function Heading({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <h2 id={id} className="group/head scroll-mt-18 text-xl">
      <a href={`#${id}`} className="no-underline">
        {children}
        <span
          aria-hidden
          className="ml-2 text-soft opacity-0 group-hover/head:opacity-100 group-focus-within/head:opacity-100"
        >
          #
        </span>
      </a>
    </h2>
  );
}
