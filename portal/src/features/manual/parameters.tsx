import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Heading, Prose } from './prose.tsx';
import type { Json, Parameter } from './types.ts';

/** A parameter with those inside of it. */
type Node = { readonly parameter: Parameter; readonly inside: Node[] };

/** Names say who holds whom: `messages` holds `messages[].role`. */
function nest(parameters: readonly Parameter[]): readonly Node[] {
  const roots: Node[] = [];
  const byName = new Map<string, Node>();
  for (const parameter of parameters) {
    const node = { parameter, inside: [] };
    let holder = parameter.name;
    let above: Node | undefined;
    while (!above && holder !== '') {
      holder = holder.replace(/(\[\]|\.[^.]*|^[^.[]+)$/, '');
      above = byName.get(holder);
    }
    (above?.inside ?? roots).push(node);
    byName.set(parameter.name, node);
  }
  return roots;
}

const places = ['header', 'path', 'query', 'body'] as const;

export function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { t } = useTranslation('manual');
  return places.map((place) => {
    const own = parameters.filter((one) => one.place === place);
    if (own.length === 0) return null;
    return (
      <section key={place} aria-labelledby={place} className="grid gap-2">
        <Heading id={place}>{t(`places.${place}`)}</Heading>
        <List nodes={nest(own)} place={place} holder="" />
      </section>
    );
  });
}

const List = ({
  nodes,
  place,
  holder,
}: {
  readonly nodes: readonly Node[];
  readonly place: string;
  readonly holder: string;
}) => (
  <ul className="grid">
    {nodes.map((node) => (
      <Line key={node.parameter.name} node={node} place={place} holder={holder} />
    ))}
  </ul>
);

function Line({
  node: { parameter, inside },
  place,
  holder,
}: {
  readonly node: Node;
  readonly place: string;
  readonly holder: string;
}) {
  const { t } = useTranslation('manual');
  const { name, type, required, description } = parameter;
  const id = `${place}-${name.replace(/\W+/g, '-')}`;
  const shown = name.startsWith(holder) ? name.slice(holder.length).replace(/^(\[\])?\./, '') : name;
  const bounds = useBounds(parameter);
  return (
    <li id={id} className="scroll-mt-18 border-t py-3 target:bg-jade-wash/60">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <a href={`#${id}`} className="break-all font-medium font-mono text-base hover:text-jade-strong">
          {shown}
        </a>
        <span className="text-soft text-sm">{type}</span>
        {required ? <span className="text-amber text-xs">{t('required')}</span> : null}
      </div>
      {description ? (
        <p className="mt-1 max-w-[72ch] text-pretty text-base">
          <Prose text={description} />
        </p>
      ) : null}
      {bounds.length > 0 ? (
        <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {bounds.map(({ label, values }) => (
            <div key={label} className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1">
              <dt className="text-soft">{label}</dt>
              {values.map((value) => (
                <dd key={value}>
                  <code className="break-all rounded-sm bg-sunk px-1 py-px">{value}</code>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      ) : null}
      {inside.length > 0 ? (
        <details className="group/inside mt-2 rounded border bg-panel">
          <summary className="flex list-none items-center gap-1.5 px-3 py-1.5 text-sm text-soft hover:text-ink">
            <ChevronRight className="size-3.5 transition-transform group-open/inside:rotate-90" aria-hidden />
            {t('inside', { count: countIn(inside), name: shown })}
          </summary>
          <div className="px-3">
            <List nodes={inside} place={place} holder={name} />
          </div>
        </details>
      ) : null}
    </li>
  );
}

const countIn = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, { inside }) => sum + 1 + countIn(inside), 0);

const written = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function useBounds({
  constraints,
}: Parameter): readonly { readonly label: string; readonly values: readonly string[] }[] {
  const { t } = useTranslation('manual');
  const range = (least: number | undefined, most: number | undefined): string | undefined => {
    if (least !== undefined && most !== undefined)
      return least === most ? String(least) : `${least} – ${most}`;
    if (least !== undefined) return `≥ ${least}`;
    return most === undefined ? undefined : `≤ ${most}`;
  };
  const { oneOf } = constraints;
  const bounds: readonly (readonly [string, readonly string[] | undefined])[] = [
    [t('bounds.oneOf'), oneOf?.map(written)],
    [t('bounds.value'), list(range(constraints.least, constraints.most))],
    [t('bounds.length'), list(range(constraints.leastLength, constraints.mostLength))],
    [t('bounds.items'), list(range(constraints.leastItems, constraints.mostItems))],
    [t('bounds.default'), list(constraints.default === undefined ? undefined : written(constraints.default))],
  ];
  return bounds.flatMap(([label, values]) => (values ? [{ label, values: [...new Set(values)] }] : []));
}

const list = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];
