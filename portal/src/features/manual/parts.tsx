import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Code } from '@/components/code.tsx';
import { ErrorState } from '@/components/states.tsx';
import { SkeletonRows } from '@/components/ui/skeleton.tsx';
import { Cell, Head, HeadCell, Row, Table, TableFrame } from '@/components/ui/table.tsx';
import { errorsQuery, menuQuery } from './data.ts';
import { Status } from './examples.tsx';
import { Heading, PageLink, Prose } from './prose.tsx';
import type { ManualPage, MenuEntry, TableData } from './types.ts';

/** What a page has beside its parameters and examples. */

const idsOf = (entries: readonly MenuEntry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.entries ? idsOf(entry.entries) : [entry.id]));

/** Pages of the portal that the manual names. */
const places: ReadonlySet<string> = new Set(['/', '/pricing', '/models', '/login', '/register', '/docs']);

/** A cell that names pages links to them. */
function CellText({
  text,
  pages,
}: {
  readonly text: string;
  readonly pages: ReadonlySet<string>;
}): ReactNode {
  if (/^\/[\w/-]*$/.test(text) && places.has(text))
    return (
      <a href={text} className="text-blue underline-offset-4 hover:underline">
        {text}
      </a>
    );
  const named = text.split(', ');
  if (!named.every((id) => pages.has(id))) return <Prose text={text} />;
  return named.map((id, index) => (
    <span key={id}>
      {index > 0 ? ', ' : ''}
      <PageLink id={id}>{id}</PageLink>
    </span>
  ));
}

export function Tables({ tables }: { readonly tables: readonly TableData[] }) {
  const { i18n } = useTranslation('manual');
  const { data: menu } = useQuery(menuQuery(i18n.language));
  const pages = new Set(idsOf(menu?.entries ?? []));
  return tables.map(({ title, columns, rows }, index) => (
    <section key={title} className="grid gap-3">
      <Heading id={`table-${index + 1}`}>{title}</Heading>
      <TableFrame aria-label={title}>
        <Table>
          <Head>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column}>{column}</HeadCell>
              ))}
            </tr>
          </Head>
          <tbody>
            {rows.map((cells, row) => (
              <Row key={row}>
                {cells.map((cell, at) => (
                  <Cell key={at} className="min-w-24 align-top text-pretty">
                    <CellText text={cell} pages={pages} />
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </section>
  ));
}

export function ObjectFields({ fields }: NonNullable<ManualPage['object']>) {
  const { t } = useTranslation('manual');
  return (
    <section className="grid gap-2">
      <Heading id="fields">{t('fields')}</Heading>
      <ul className="grid">
        {fields.map(({ name, type, text }) => (
          <li key={name} className="border-t py-3">
            <div className="flex flex-wrap items-baseline gap-x-2.5">
              <code className="break-all font-medium text-base">{name}</code>
              <span className="text-soft text-sm">{type}</span>
            </div>
            <p className="mt-1 max-w-[72ch] text-pretty text-base">
              <Prose text={text} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How a tool is set up, step by step, with the commands and files of each system. */
export function GuideSteps({ steps }: Pick<ManualPage, 'steps'>) {
  return (
    <ol className="grid gap-7">
      {steps.map(({ title, text, blocks }, index) => (
        <li key={title} className="grid min-w-0 gap-2.5">
          <h2 className="flex items-baseline gap-2.5 text-lg">
            <span className="grid size-6 shrink-0 place-items-center self-center rounded-full border font-mono text-soft text-xs">
              {index + 1}
            </span>
            <Prose text={title} />
          </h2>
          {text ? (
            <p className="max-w-[72ch] text-pretty text-lg">
              <Prose text={text} />
            </p>
          ) : null}
          {blocks.map((block) => (
            <Code
              key={`${block.language} ${block.path ?? block.code}`}
              text={block.code.trimEnd()}
              language={block.language}
              title={block.path ? <code>{block.path}</code> : <System language={block.language} />}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Which system a command is for. */
function System({ language }: { readonly language: string }) {
  const { t } = useTranslation('manual');
  if (language === 'shell') return t('systems.shell');
  if (language === 'powershell') return t('systems.powershell');
  return <code>{language}</code>;
}

export function ProgramView({ program }: { readonly program: NonNullable<ManualPage['program']> }) {
  const { t } = useTranslation('manual');
  const { file, commands, prints, typed, reads, settings } = program;
  return (
    <>
      <section className="grid min-w-0 gap-3">
        <Heading id="run">{t('program.run')}</Heading>
        <Code text={commands} language="shell" />
        <dl className="grid">
          {settings.map(({ name, text, optional }) => (
            <div key={name} className="border-t py-2.5">
              <dt className="flex items-baseline gap-2.5">
                <code className="font-medium text-base">{name}</code>
                {optional ? <span className="text-soft text-xs">{t('common:optional')}</span> : null}
              </dt>
              <dd className="mt-0.5 max-w-[72ch] text-pretty text-base">
                <Prose text={text} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="grid min-w-0 gap-3">
        <Heading id="program">{t('program.title')}</Heading>
        <Code
          text={file.code.trimEnd()}
          language={file.language}
          title={<code>{file.path}</code>}
          className="[&_pre]:max-h-none"
        />
        {reads.length > 0 ? (
          <p className="text-base">
            {t('program.reads')}{' '}
            {reads.map((name) => (
              <code key={name} className="mr-2">
                {name}
              </code>
            ))}
          </p>
        ) : null}
      </section>
      <section className="grid min-w-0 gap-3">
        <Heading id="prints">{t('program.prints')}</Heading>
        {typed.length > 0 ? (
          <>
            <p className="text-base">{t('program.typed')}</p>
            <Code text={typed.join('\n')} language="text" />
          </>
        ) : null}
        <Code text={prints.map(String).join('\n')} language="text" wrap />
      </section>
    </>
  );
}

/** Every fault as this format writes it. Fetched when it is opened. */
export function Errors({ dialect }: { readonly dialect: string }) {
  const { t, i18n } = useTranslation('manual');
  const [open, setOpen] = useState(false);
  const id = useId();
  const { data, error, refetch } = useQuery({ ...errorsQuery(i18n.language, dialect), enabled: open });
  return (
    <section aria-labelledby="errors" className="grid min-w-0 gap-2 print:hidden">
      <Heading id="errors">{t('errors.title')}</Heading>
      <p className="max-w-[72ch] text-pretty text-base">{t('errors.intro')}</p>
      <details
        className="group/errors min-w-0 rounded border bg-panel"
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary
          aria-controls={id}
          className="flex list-none items-center gap-1.5 px-3 py-2 text-sm text-soft hover:text-ink"
        >
          <ChevronRight className="size-3.5 transition-transform group-open/errors:rotate-90" aria-hidden />
          {t('errors.show')}
        </summary>
        <div id={id} className="border-t">
          {error ? (
            <ErrorState error={error} onRetry={refetch} />
          ) : data ? (
            <ul className="grid px-3">
              {data.map(({ code, status, meaning, remedy, body }) => (
                <li key={code} className="grid min-w-0 gap-1 border-t py-3 first:border-t-0">
                  <p className="flex items-baseline gap-2 text-base">
                    <Status status={status} />
                    <span className="min-w-0 text-pretty">
                      <Prose text={meaning} />
                    </span>
                  </p>
                  <p className="text-pretty text-soft text-sm">
                    <Prose text={remedy} />
                  </p>
                  <details>
                    <summary className="text-soft text-xs hover:text-ink">{t('errors.body')}</summary>
                    <Code text={pretty(body)} language="json" className="mt-1" />
                  </details>
                </li>
              ))}
            </ul>
          ) : (
            <SkeletonRows rows={6} />
          )}
        </div>
      </details>
    </section>
  );
}

export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
