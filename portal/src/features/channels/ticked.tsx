import { Fragment, type ReactNode } from 'react';

/** `code` between back-ticks, as the texts of the gateway have it. */
export const ticked = (text: string): ReactNode =>
  text.split('`').map((piece, index) =>
    index % 2 === 1 ? (
      <code key={index} className="rounded-sm bg-sunk px-1 font-mono">
        {piece}
      </code>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
