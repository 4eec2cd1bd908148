/** Medians, ratios, budgets, and the table that a person reads. */
import type { Figures, Outcome } from './scenarios.ts';
import { type SubjectName, subjectNames } from './subjects.ts';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of every figure over the rounds; `failed` is added up, because one failed call is one too many. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((round) => Object.keys(round)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = rounds.map((round) => round[name]).filter((value) => value !== undefined);
      return [name, name === 'failed' ? values.reduce((sum, value) => sum + value, 0) : median(values)];
    }),
  );
}

export type Summary = Record<string, Partial<Record<SubjectName, Figures>>>;

export function summarise(outcomes: Record<string, Outcome>): Summary {
  const summary: Summary = {};
  for (const [scenario, outcome] of Object.entries(outcomes)) {
    const row: Partial<Record<SubjectName, Figures>> = {};
    for (const name of subjectNames) {
      const series = outcome[name];
      if (series && series.rounds.length > 0) row[name] = medians(series.rounds);
    }
    summary[scenario] = row;
  }
  return summary;
}

/** Medians of the same figure of two subjects, divided; undefined when one of them was not measured. */
function ratio(summary: Summary, scenario: string, figure: string, a: SubjectName, b: SubjectName) {
  const top = summary[scenario]?.[a]?.[figure];
  const bottom = summary[scenario]?.[b]?.[figure];
  return top === undefined || bottom === undefined || bottom === 0 ? undefined : top / bottom;
}

export type Ratios = Record<string, Record<string, number>>;

/** Every measured subject against nginx, the bare relay and Portkey, for what a core does. */
export function ratios(summary: Summary): Ratios {
  const all: Ratios = {};
  for (const scenario of ['calls', 'streams']) {
    for (const figure of ['perSecond', 'perCpuSecond', 'perCpuSecondWithAfterwork', 'steadyPerCpuSecond']) {
      const found: Record<string, number> = {};
      for (const a of subjectNames) {
        for (const b of subjectNames) {
          const value = a === b ? undefined : ratio(summary, scenario, figure, a, b);
          if (value !== undefined) found[`${a}/${b}`] = value;
        }
      }
      if (Object.keys(found).length > 0) all[`${scenario}.${figure}`] = found;
    }
  }
  return all;
}

export type Budget = { what: string; value: number; bound: number; atLeast: boolean; met: boolean };

/** The gateway's budgets; only those whose figures this run has. */
export function budgets(summary: Summary): Budget[] {
  const found: Budget[] = [];
  const add = (what: string, value: number | undefined, bound: number, atLeast: boolean) => {
    if (value === undefined) return;
    found.push({ what, value, bound, atLeast, met: atLeast ? value >= bound : value <= bound });
  };
  const share = (scenario: string, other: SubjectName) =>
    ratio(summary, scenario, 'perCpuSecond', 'gateway', other);
  add('small calls per CPU second / nginx', share('calls', 'nginx'), 0.2, true);
  add('small calls per CPU second / bare relay', share('calls', 'bare'), 0.6, true);
  add('small calls per CPU second / Portkey', share('calls', 'portkey'), 5, true);
  add('SSE chunks per CPU second / nginx', share('streams', 'nginx'), 0.6, true);
  add('resident with 1,000 streams, MB', summary['memory']?.gateway?.['residentMb'], 200, false);
  add('resident with 50 slow readers, MB', summary['download']?.gateway?.['residentMb'], 300, false);
  add('longest wait beside 10 MB bodies, ms', summary['stall']?.gateway?.['maxMs'], 50, false);
  add('start to first answer, ms', summary['start']?.gateway?.['ms'], 1500, false);
  return found;
}

type Column = { head: string; cell(figures: Figures, name: SubjectName): string };

const whole = (value: number | undefined) =>
  value === undefined ? '' : Math.round(value).toLocaleString('en-US');
const fixed = (value: number | undefined, digits: number) =>
  value === undefined ? '' : value.toFixed(digits);

function columns(scenario: string, summary: Summary): Column[] {
  const against = (b: SubjectName): Column => ({
    head: `/ ${b}`,
    cell: (_, name) => (name === b ? '1' : fixed(ratio(summary, scenario, 'perCpuSecond', name, b), 2)),
  });
  const number = (head: string, figure: string, digits = 0): Column => ({
    head,
    cell: (figures) => (digits === 0 ? whole(figures[figure]) : fixed(figures[figure], digits)),
  });
  const busy: Column = {
    head: 'busy',
    cell: (figures) => `${whole(figures['busy'] === undefined ? undefined : figures['busy'] * 100)} %`,
  };
  const resident = number('RSS MB', 'residentMb');
  const failed = number('failed', 'failed');
  switch (scenario) {
    case 'calls':
      return [
        number('calls/s', 'perSecond'),
        number('per CPU s', 'perCpuSecond'),
        against('nginx'),
        against('bare'),
        against('portkey'),
        ...(summary[scenario]?.before ? [against('before')] : []),
        number('with afterwork', 'perCpuSecondWithAfterwork'),
        busy,
        number('p50 ms', 'p50Ms', 1),
        number('p99 ms', 'p99Ms', 1),
        resident,
        failed,
      ];
    case 'streams':
      return [
        number('chunks/s', 'perSecond'),
        number('per CPU s', 'perCpuSecond'),
        against('nginx'),
        against('bare'),
        against('portkey'),
        ...(summary[scenario]?.before ? [against('before')] : []),
        number('steady', 'steadyPerCpuSecond'),
        busy,
        resident,
        number('whole', 'whole'),
        failed,
      ];
    case 'memory':
      return [number('idle MB', 'idleMb'), resident, number('whole', 'whole'), failed];
    case 'download':
      return [
        number('idle MB', 'idleMb'),
        resident,
        number('MB/s', 'mbPerSecond', 1),
        number('whole', 'whole'),
        failed,
      ];
    case 'stall':
      return [
        number('longest ms', 'maxMs', 1),
        number('without bodies', 'aloneMaxMs', 1),
        number('p99 ms', 'p99Ms', 1),
        number('bodies', 'bodies'),
        number('ms per body', 'bodyMs'),
        failed,
      ];
    default:
      return [number('ms', 'ms')];
  }
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
    )
    .join('\n');
}

export function scenarioTable(scenario: string, title: string, outcome: Outcome, summary: Summary): string {
  const shown = columns(scenario, summary);
  const rows = [['', ...shown.map((column) => column.head)]];
  const problems: string[] = [];
  for (const name of subjectNames) {
    const series = outcome[name];
    if (!series) continue;
    const figures = summary[scenario]?.[name];
    if (scenario === 'calls' && figures?.['busy'] !== undefined && figures['busy'] < 0.9) {
      problems.push(`  ${name}: the load side was the bottleneck; compare work per CPU second, not calls/s`);
    }
    if (figures) rows.push([name, ...shown.map((column) => column.cell(figures, name))]);
    if (series.problems.length > 0) {
      const first = series.problems[0]!.split('\n').slice(0, 6).join('\n    ');
      problems.push(`  ${name}: ${series.problems.length} rounds with problems, the first: ${first}`);
    }
  }
  return [`${scenario}: ${title}`, table(rows), ...problems].join('\n');
}

export function budgetTable(found: Budget[]): string {
  const rows = found.map(({ what, value, bound, atLeast, met }) => [
    `  ${what}`,
    value >= 20 ? whole(value) : value.toFixed(2),
    `${atLeast ? 'at least' : 'at most'} ${bound}`,
    met ? 'met' : 'MISSED',
  ]);
  return ['gateway budgets', table(rows)].join('\n');
}
