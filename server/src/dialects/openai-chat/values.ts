import { GatewayError } from '../../spec/fault.ts';

/** The wire of this dialect: signatures, files and blocks of its own are `from` it. */
export const ownWire = 'openai-chat';

/** A refusal that names the field. */
export const invalid = (param: string, message: string): GatewayError =>
  new GatewayError('field_invalid', `${param}: ${message}`, { param });

/** The object without the fields that are undefined. */
export function defined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<Record<keyof T, unknown>> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as T; // the edge between `undefined` and absent
}
