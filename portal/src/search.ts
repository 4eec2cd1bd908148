/**
 * What stands behind the `?` of an address, read into types. Whatever makes no sense is absent: an address that somebody
 * cut short or wrote by hand still shows the page. Part of the first script of every page, so it is these few lines and
 * no library of schemas, which would be a tenth of that script.
 */

/** Undefined: absent, or no such value. The router has read numbers and `true` out of the text already. */
export type Reader<T> = (value: unknown) => T | undefined;

export const text =
  (most = 2000): Reader<string> =>
  (value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return undefined;
    const words = String(value);
    return words !== '' && words.length <= most ? words : undefined;
  };

export const oneOf =
  <const T extends string>(values: readonly T[]): Reader<T> =>
  (value) =>
    values.find((one) => one === String(value));

export const amount =
  (least = 0, most = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (value) => {
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof number === 'number' && number >= least && number <= most ? number : undefined;
  };

export const whole = (least = 1, most = Number.MAX_SAFE_INTEGER): Reader<number> => {
  const read = amount(least, most);
  return (value) => {
    const number = read(value);
    return Number.isInteger(number) ? number : undefined;
  };
};

export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
export const yes: Reader<true> = (value) => (value === true ? true : undefined);

type Read<S> = {
  readonly [K in keyof S]?: S[K] extends Reader<infer T> ? T | undefined : never;
};

/** For `validateSearch` of a route. Names that the shape does not have are dropped. */
export const searchOf =
  <S extends Readonly<Record<string, Reader<unknown>>>>(shape: S) =>
  (search: Readonly<Record<string, unknown>>): Read<S> =>
    Object.fromEntries(
      Object.entries(shape).flatMap(([name, read]) => {
        const value = read(search[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ) as Read<S>;
