import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '@/api/client.ts';
import { Code } from '@/components/code.tsx';
import { EmptyState, ErrorState } from '@/components/states.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Select } from '@/components/ui/field.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { currentLanguage } from '@/i18n.ts';
import type { ModelDetail } from './catalogue.ts';

const route = getRouteApi('/public/models/$');

type Endpoint = ModelDetail['endpoints'][number];
const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

/** Samples name the gateway by a token: it is where this page came from. */
const forHere = (code: string): string =>
  code
    .replaceAll('{{base_url}}', location.origin)
    .replaceAll('{{host}}', location.host)
    .replaceAll('{{ws_url}}', location.origin.replace(/^http/, 'ws'));

/** How it is called: the endpoints, and one of them as code. */
export function Samples({ detail }: { readonly detail: ModelDetail }) {
  const { t } = useTranslation('catalogue');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const language = currentLanguage();
  const { endpoints, model } = detail;
  // Those whose calls pass as they are stand first.
  const sorted = endpoints.toSorted((a, b) => Number(a.converted) - Number(b.converted));
  const chosen = sorted.find((one) => nameOf(one) === search.endpoint) ?? sorted[0];
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue', 'samples', model.name, chosen ? nameOf(chosen) : ''],
    enabled: chosen !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
    queryFn: ({ signal }) =>
      call('GET /api/portal/models/{name}/samples', {
        params: { name: model.name },
        query: { dialect: chosen!.dialect, method: chosen!.method, path: chosen!.path },
        signal,
      }),
  });
  if (!chosen) return null;
  const code = data?.languages.find(({ id }) => id === search.code) ?? data?.languages[0];
  return (
    <Card
      title={t('callIt')}
      description={t('callItHint')}
      actions={
        <>
          <Select
            aria-label={t('endpoint')}
            className="w-80 max-w-full"
            value={nameOf(chosen)}
            onChange={(event) =>
              void navigate({
                search: (old) => ({ ...old, endpoint: event.target.value }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {sorted.map((one) => (
              <option key={nameOf(one)} value={nameOf(one)}>
                {`${one.title[language]} · ${nameOf(one)}`}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t('codeLanguage')}
            className="w-auto"
            value={code?.id ?? ''}
            onChange={(event) =>
              void navigate({
                search: (old) => ({ ...old, code: event.target.value }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {(data?.languages ?? []).map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge className="font-mono">{chosen.method}</Badge>
          <code className="break-all">{chosen.path}</code>
          <span className="text-soft">{chosen.summary[language]}</span>
          {chosen.converted ? (
            <Badge title={t('convertedHint')}>{t('converted')}</Badge>
          ) : (
            <Badge tone="jade" title={t('nativeHint')}>
              {t('native')}
            </Badge>
          )}
        </p>
        {error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : !data ? (
          <Skeleton className="h-56" />
        ) : code ? (
          <Code text={forHere(code.code)} language={code.id} title={code.title} />
        ) : (
          <EmptyState title={t('noSample')}>{t('noSampleHint')}</EmptyState>
        )}
        {data && data.pages.length > 0 ? (
          <div className="grid gap-1">
            <h3 className="text-sm">{t('inTheManual')}</h3>
            <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
              {data.pages.map(({ id, title }) => (
                <li key={id}>
                  <a href={`/docs/${id}`} className="text-blue hover:underline">
                    {title[language]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
