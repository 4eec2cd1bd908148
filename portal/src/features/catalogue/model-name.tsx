import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MakerMark } from '@/components/maker-mark.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import type { Catalogue, Model } from './catalogue.ts';

/** Logo, name for people, name for programs; where it leads to, and what one must know of it. */
export function ModelName({
  model,
  catalogue,
  badges = true,
}: {
  readonly model: Model;
  readonly catalogue: Catalogue;
  readonly badges?: boolean;
}) {
  const maker = catalogue.makers.find(({ id }) => id === model.maker);
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <MakerMark logo={maker?.logo} />
      <span className="grid min-w-0">
        <Link
          to="/models/$"
          params={{ _splat: model.name }}
          className="truncate rounded-sm font-medium hover:underline"
          title={maker ? `${maker.name} · ${model.name}` : model.name}
        >
          {model.title ?? model.name}
        </Link>
        <span className="flex min-w-0 items-center gap-1.5">
          {model.title ? (
            <span className="truncate font-mono text-soft text-xs">{model.name}</span>
          ) : (
            <span className="truncate text-soft text-xs">{maker?.name}</span>
          )}
          {badges ? <ModelBadges model={model} /> : null}
        </span>
      </span>
    </span>
  );
}

export function ModelBadges({ model }: { readonly model: Model }) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      {model.retired ? (
        <Badge tone="amber" title={t('retiredOn', { day: model.retired.on })}>
          {t('retired')}
        </Badge>
      ) : null}
    </>
  );
}
