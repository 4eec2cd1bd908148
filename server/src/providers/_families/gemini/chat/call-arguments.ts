import { type Json, textOf } from '../../../../base/json.ts';

/**
 * Arguments of a call that come in pieces (`partialArgs`, Vertex AI with `streamFunctionCallArguments`): each piece
 * names its place with a JSONPath, texts may come in several pieces. Source: recorded streams.
 */
export class CallArguments {
  #root: Record<string, unknown> = {};

  put(piece: Json): void {
    const steps = stepsOf(textOf(piece['jsonPath']));
    if (steps.length === 0) return;
    const text = piece['stringValue'];
    this.#root = place(this.#root, steps, (old) => {
      if (typeof text === 'string') return (typeof old === 'string' ? old : '') + text;
      if (piece['numberValue'] !== undefined) return piece['numberValue'];
      if (piece['boolValue'] !== undefined) return piece['boolValue'];
      return null;
    }) as Record<string, unknown>;
  }

  /** Whole arguments beside the pieces. */
  add(whole: Json): void {
    Object.assign(this.#root, whole);
  }

  toJson(): string {
    return JSON.stringify(this.#root);
  }
}

/** Lists longer than this are no arguments: an upstream's number must not decide how much memory is taken. */
const longestList = 100_000;

/** `$.recipe.ingredients[0]['a b']` as its steps. */
function stepsOf(path: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (const [, name, index, quoted] of path.matchAll(
    /\.([^.[\]]+)|\[(\d+)\]|\[["']((?:[^"'\\]|\\.)*)["']\]/g,
  )) {
    if (index !== undefined) steps.push(Number(index));
    else steps.push(name ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
  }
  return steps.some((step) => step === '__proto__' || (typeof step === 'number' && step > longestList))
    ? []
    : steps;
}

function place(
  node: unknown,
  steps: readonly (string | number)[],
  value: (old: unknown) => unknown,
): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value(node);
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(node) ? node : [];
    while (list.length < step) list.push(null);
    list[step] = place(list[step], rest, value);
    return list;
  }
  const object = typeof node === 'object' && node !== null && !Array.isArray(node) ? node : {};
  return Object.assign(object, { [step]: place(Reflect.get(object, step), rest, value) });
}
