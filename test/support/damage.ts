/** JSON that was damaged in every way that is still JSON, and bytes that were damaged in any way. The seed makes it the same each time. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const strangers: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => -1,
  () => 1e308,
  () => '',
  () => 'text',
  () => 'data:image/png;base64,AAAA',
  () => 'https://example.com/x.png',
  () => [],
  () => [null],
  () => ['a', 1, {}],
  () => ({}),
  () => ({ type: 'unheard_of' }),
  () => ({ type: 'text' }),
  () => ({ type: 'tool_result' }),
  () => ({ constructor: null, toString: 1 }),
];

export type Damage = {
  /** A whole number below. */
  readonly random: (below: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One to three places of the value are taken away, exchanged or doubled. */
  readonly mutated: (value: Json) => Json;
  /** Bytes are cut off, changed or put in. */
  readonly broken: (bytes: Buffer) => Buffer;
};

export function damage(seed: number): Damage {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;

  function mutated(value: Json): Json {
    const copy = structuredClone(value);
    const places: (() => void)[] = [];
    const walk = (one: Json): void => {
      if (typeof one !== 'object' || one === null) return;
      if (Array.isArray(one)) {
        one.forEach((item, index) => {
          places.push(
            () => one.splice(index, 1),
            () => one.splice(index, 0, structuredClone(item)),
            () => {
              one[index] = pick(strangers)();
            },
          );
          walk(item);
        });
        return;
      }
      for (const name of Object.keys(one)) {
        places.push(
          () => {
            delete one[name];
          },
          () => {
            one[name] = pick(strangers)();
          },
          () => {
            one[`${name}_x`] = one[name]!;
          },
        );
        walk(one[name]!);
      }
    };
    walk(copy);
    if (places.length === 0) return pick(strangers)();
    for (let i = 0; i <= random(3); i++) pick(places)();
    return copy;
  }

  function broken(bytes: Buffer): Buffer {
    const at = random(bytes.length + 1);
    const noise = Buffer.from(Array.from({ length: random(8) + 1 }, () => random(256)));
    switch (random(3)) {
      case 0:
        return bytes.subarray(0, at);
      case 1:
        return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
      default:
        return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at + noise.length)]);
    }
  }

  return { random, pick, mutated, broken };
}
