import { resolve } from 'node:path';
import { z } from 'zod';
import type { Durability } from '../ledger/journal.ts';

/** What an operator may set from outside. Everything else is a setting in the database. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Undefined: generated into the data folder. */
  readonly masterKey: string | undefined;
  /** Where the gateway is for customers and upstreams; undefined: links are made from the address that was asked. */
  readonly publicUrl: string | undefined;
  /** Where Stripe's API is; undefined: at Stripe's. For tests and proxies. */
  readonly stripeUrl: string | undefined;
  readonly allowPrivateUrls: boolean;
  readonly logLevel: string;
  readonly durability: Durability;
  /** Proxies in front of us whose X-Forwarded-For is believed: addresses or CIDR ranges. */
  readonly trustedProxies: readonly string[];
  readonly bodyLimitMb: number;
  /** Where uploaded files lie; undefined: in the data folder. Nodes of one database need one folder. */
  readonly filesDir: string | undefined;
  /** The largest result of a task that is copied. */
  readonly resultLimitMb: number;
  /** How long a stop waits for open answers. */
  readonly stopMs: number;
  readonly first: {
    readonly email: string | undefined;
    readonly password: string | undefined;
    readonly liveKey: string | undefined;
    readonly testKey: string | undefined;
    readonly accessToken: string | undefined;
  };
};

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const optional = (schema: z.ZodType<string>) => schema.optional();
const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be from ${least} to ${most}`)
    .default(fallback);

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535, 3000),
  KEY4U_DATA_DIR: z.string().default('./data'),
  DATABASE_URL: optional(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// (leave it out for the embedded database)'),
  ),
  KEY4U_MASTER_KEY: optional(
    z.string().min(32, 'must have at least 32 characters, for example from: openssl rand -hex 32'),
  ),
  KEY4U_PUBLIC_URL: optional(
    z.url({ protocol: /^https?$/, error: 'must be an address as https://gateway.example' }),
  ),
  KEY4U_STRIPE_URL: optional(
    z.url({ protocol: /^https?$/, error: 'must be an address as https://api.stripe.com' }),
  ),
  KEY4U_ALLOW_PRIVATE_URLS: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(levels).default('info'),
  KEY4U_JOURNAL_SYNC: z.enum(['power', 'process']).default('power'),
  KEY4U_TRUSTED_PROXIES: z.string().default(''),
  KEY4U_BODY_LIMIT_MB: whole(1, 1024, 64),
  KEY4U_RESULT_LIMIT_MB: whole(1, 1_000_000, 2048),
  KEY4U_FILES_DIR: optional(z.string()),
  KEY4U_STOP_SECONDS: whole(0, 3600, 30),
  KEY4U_ADMIN_EMAIL: optional(z.email('must be an e-mail address')),
  KEY4U_ADMIN_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters')),
  KEY4U_LIVE_KEY: optional(
    z
      .string()
      .regex(
        /^sk-(?!test-)[\x21-\x7e]{16,200}$/,
        'must be sk- and at least 16 characters, and not begin with sk-test-',
      ),
  ),
  KEY4U_TEST_KEY: optional(
    z.string().regex(/^sk-test-[\x21-\x7e]{16,200}$/, 'must be sk-test- and at least 16 characters'),
  ),
  KEY4U_ACCESS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
});

/** Reads the configuration. Throws an Error that names every variable that makes no sense, and why. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how compose files and shells say "not set".
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(set);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`the configuration cannot be used:\n${lines.join('\n')}`);
  }
  const value = read.data;
  return {
    host: value.HOST,
    port: value.PORT,
    dataDir: resolve(value.KEY4U_DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    masterKey: value.KEY4U_MASTER_KEY,
    publicUrl: value.KEY4U_PUBLIC_URL?.replace(/\/+$/, ''),
    stripeUrl: value.KEY4U_STRIPE_URL,
    allowPrivateUrls: value.KEY4U_ALLOW_PRIVATE_URLS === '1',
    logLevel: value.LOG_LEVEL,
    durability: value.KEY4U_JOURNAL_SYNC,
    trustedProxies: value.KEY4U_TRUSTED_PROXIES.split(',')
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    bodyLimitMb: value.KEY4U_BODY_LIMIT_MB,
    resultLimitMb: value.KEY4U_RESULT_LIMIT_MB,
    filesDir: value.KEY4U_FILES_DIR === undefined ? undefined : resolve(value.KEY4U_FILES_DIR),
    stopMs: value.KEY4U_STOP_SECONDS * 1000,
    first: {
      email: value.KEY4U_ADMIN_EMAIL,
      password: value.KEY4U_ADMIN_PASSWORD,
      liveKey: value.KEY4U_LIVE_KEY,
      testKey: value.KEY4U_TEST_KEY,
      accessToken: value.KEY4U_ACCESS_TOKEN,
    },
  };
}
