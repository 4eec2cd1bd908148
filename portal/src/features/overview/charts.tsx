import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** Recharts is heavy and comes with the first chart. What a chart shows stands in a table beside it, for everybody else. */
export type Series = { readonly key: string; readonly name: string; readonly color: string };
export type Datum = { readonly at: string; readonly [key: string]: number | string | null };

type Props = {
  readonly data: readonly Datum[];
  readonly series: readonly Series[];
  readonly nameOf: (at: string) => string;
  readonly fullNameOf: (at: string) => string;
  readonly textOf: (value: number) => string;
  /** A bar, or a point, was clicked: its bucket, and the series where one is meant. */
  readonly onPick: (at: string, key: string | undefined) => void;
};

const still = typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
const height = 220;
const axis = { fontSize: 11, fill: 'var(--soft)' };
const margin = { top: 8, right: 4, bottom: 0, left: 0 };

function Tip({
  active,
  label,
  payload,
  props,
}: {
  readonly active?: boolean;
  readonly label?: string | number;
  readonly payload?: readonly { dataKey?: unknown; value?: unknown }[];
  readonly props: Props;
}) {
  if (!active || !payload) return null;
  const values = new Map(payload.map(({ dataKey, value }) => [String(dataKey), value]));
  const shown = props.series.filter(({ key }) => Number(values.get(key) ?? 0) > 0);
  return (
    <div className="max-w-72 rounded border bg-panel px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">{props.fullNameOf(String(label))}</p>
      {shown.map(({ key, name, color }) => (
        <p key={key} className="flex items-center gap-2">
          <span className="size-2 shrink-0 rounded-full" style={{ background: color }} />
          <span className="truncate text-soft">{name}</span>
          <span className="ml-auto pl-3 font-mono tabular">{props.textOf(Number(values.get(key)))}</span>
        </p>
      ))}
    </div>
  );
}

const axes = ({ nameOf, textOf }: Props) => (
  <>
    <CartesianGrid vertical={false} stroke="var(--line)" />
    <XAxis
      dataKey="at"
      tickFormatter={nameOf}
      tick={axis}
      tickLine={false}
      axisLine={{ stroke: 'var(--line)' }}
      minTickGap={24}
    />
    <YAxis tickFormatter={textOf} tick={axis} tickLine={false} axisLine={false} width={56} />
  </>
);

/** Bars that stand on each other. */
export function Stacked(props: Props) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={[...props.data]} margin={margin} accessibilityLayer={false} barCategoryGap="18%">
        {axes(props)}
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hover)', opacity: 0.6 }}
          content={(tip) => <Tip {...(tip as object)} props={props} />}
        />
        {props.series.map(({ key, name, color }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            stackId="all"
            fill={color}
            isAnimationActive={!still}
            animationDuration={160}
            className="cursor-pointer"
            onClick={(bar) => props.onPick(String((bar as unknown as { payload: Datum }).payload.at), key)}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

/** Lines with gaps where nothing was measured. */
export function Lines(props: Props) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={[...props.data]}
        margin={margin}
        accessibilityLayer={false}
        onClick={({ activeLabel }) => {
          if (activeLabel !== undefined) props.onPick(String(activeLabel), undefined);
        }}
        className="cursor-pointer"
      >
        {axes(props)}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={(tip) => <Tip {...(tip as object)} props={props} />}
        />
        {props.series.map(({ key, name, color }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            stroke={color}
            strokeWidth={1.75}
            dot={{ r: 2, strokeWidth: 0, fill: color }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
