import { z } from 'zod';
import type { Manifest } from '../../spec/provider.ts';
import type { Channel, ChannelOptions } from '../../spec/records.ts';
import { statusField } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { shownHeader, shownProxy, shownSetting } from './channel-view.ts';

const printable = /^[\x20-\x7e]+$/;

/** An upstream's address: the operator's word, so private hosts are fine; a login in it would show up in logs. */
const httpUrl = z
  .string()
  .trim()
  .max(500)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'must be an http or https URL',
  );

export const baseUrl = httpUrl
  .refine((text) => {
    if (!URL.canParse(text)) return true; // said already
    const { username, password, search, hash } = new URL(text);
    return !username && !password && !search && !hash;
  }, 'must have no login, no query and no fragment: put the key in "keys"')
  .transform((text) => text.replace(/\/+$/, ''));

/** Set by the sender itself; overriding them breaks the message or sends it to another host. */
const fixedHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'expect',
]);

const headers = z.record(
  z
    .string()
    .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'is not the name of a header')
    .refine((name) => !fixedHeaders.has(name.toLowerCase()), 'cannot be set'),
  z.string().max(4000).regex(printable, 'must be printable ASCII'),
);

const ms = (most: number) => z.number().int().min(100).max(most);

export const options = z.strictObject({
  headers: headers.optional(),
  settings: z.record(z.string().max(100), z.string().max(4000)).optional(),
  proxy_url: httpUrl.nullable().optional(),
  connect_timeout_ms: ms(120_000).optional(),
  first_byte_timeout_ms: ms(3_600_000).optional(),
  idle_timeout_ms: ms(3_600_000).optional(),
  when_client_leaves: z.enum(['cancel', 'drain']).optional(),
  drain_ms: ms(3_600_000).optional(),
  results: z
    .enum(['link', 'copy', 'on-demand'])
    .optional()
    .describe(
      'Results of tasks: their links are passed on, or they are copied at once, or when somebody asks',
    ),
});

const modelName = z.string().trim().min(1).max(200);
/** A list of names is short for names that are the same at the upstream. */
const models = z
  .union([z.record(modelName, modelName), z.array(modelName)])
  .transform((value) =>
    Array.isArray(value) ? Object.fromEntries(value.map((name) => [name, name])) : value,
  )
  .refine((value) => Object.keys(value).length > 0, 'name at least one model');

export const fields = {
  name: z.string().trim().min(1).max(100),
  provider: z.string().max(100),
  keys: z
    .array(z.string().trim().min(1).max(8000).regex(printable, 'must be printable ASCII'))
    .min(1, 'give at least one key; where the upstream needs none, any text')
    .max(1000),
  models,
  groups: z.array(z.string().min(1).max(64)).min(1),
  priority: z.number().int().min(-1_000_000).max(1_000_000),
  weight: z.number().int().min(1).max(1_000_000),
  status: statusField,
};

/** A channel of which only as much is known as a question to its upstream needs. */
export const draftFields = {
  provider: fields.provider,
  base_url: baseUrl,
  key: z.string().trim().min(1).max(8000).regex(printable, 'must be printable ASCII'),
  options,
};

export const newChannelBody = z.strictObject({
  ...fields,
  base_url: baseUrl.optional().describe("Absent: the provider's own"),
  groups: fields.groups.default(['default']),
  priority: fields.priority.default(0),
  weight: fields.weight.default(1),
  status: fields.status.default('enabled'),
  options: options.default({}),
});

export const changedChannelBody = z
  .strictObject({ ...fields, base_url: baseUrl, options })
  .partial()
  .describe('Absent fields stay. "keys" replaces all keys. A secret sent back as its hint stays.');

export const initialOptions: ChannelOptions = {
  headers: {},
  settings: {},
  proxyUrl: null,
  connectTimeoutMs: 5_000,
  firstByteTimeoutMs: 120_000,
  idleTimeoutMs: 60_000,
  whenClientLeaves: 'cancel',
  drainMs: 60_000,
  results: 'copy',
};

/** A value that came back as the hint which was shown for the stored one means the stored one. */
const unmasked = (
  sent: Readonly<Record<string, string>>,
  stored: Readonly<Record<string, string>>,
  shown: (name: string, value: string) => string,
) =>
  Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      const before = Object.hasOwn(stored, name) ? stored[name] : undefined;
      return [name, before !== undefined && shown(name, before) === value ? before : value];
    }),
  );

function checkSettings(settings: Readonly<Record<string, string>>, manifest: Manifest): void {
  const known = manifest.settings.map((field) => field.name);
  const unknown = Object.keys(settings).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Refusal(
      'field_unknown',
      `options.settings: the provider ${manifest.id} has no setting "${unknown}"; it has: ${known.join(', ') || 'none'}`,
    );
  const missing = manifest.settings.find((field) => field.required && !settings[field.name]);
  if (missing)
    throw new Refusal(
      'field_invalid',
      `options.settings: the provider ${manifest.id} needs "${missing.name}"`,
    );
}

/** The options with what was sent laid over what is stored. Throws Refusal. */
export function mergedOptions(
  sent: z.output<typeof options>,
  stored: Channel['options'],
  manifest: Manifest,
): ChannelOptions {
  const settings = sent.settings
    ? unmasked(sent.settings, stored.settings, (name, value) => shownSetting(manifest, name, value))
    : stored.settings;
  checkSettings(settings, manifest);
  const sameProxy = stored.proxyUrl !== null && sent.proxy_url === shownProxy(stored.proxyUrl);
  return {
    headers: sent.headers ? unmasked(sent.headers, stored.headers, shownHeader) : stored.headers,
    settings,
    proxyUrl: sent.proxy_url === undefined || sameProxy ? stored.proxyUrl : sent.proxy_url,
    connectTimeoutMs: sent.connect_timeout_ms ?? stored.connectTimeoutMs,
    firstByteTimeoutMs: sent.first_byte_timeout_ms ?? stored.firstByteTimeoutMs,
    idleTimeoutMs: sent.idle_timeout_ms ?? stored.idleTimeoutMs,
    whenClientLeaves: sent.when_client_leaves ?? stored.whenClientLeaves,
    drainMs: sent.drain_ms ?? stored.drainMs,
    results: sent.results ?? stored.results,
  };
}
