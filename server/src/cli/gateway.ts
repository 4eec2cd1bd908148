import type { FastifyInstance } from 'fastify';
import type { Environment } from './context.ts';

/** What a first start made; shown once. */
export type FirstStart = {
  readonly email: string;
  readonly password: string;
  readonly liveKey: string;
  readonly testKey: string;
  readonly accessToken: string;
};

export type Started = {
  readonly url: string;
  readonly firstStart?: FirstStart;
  /** What a stop would wait for now. */
  readonly waitsFor: () => { readonly openStreams: number; readonly boundMs: number };
  /** Lets open answers finish within the bound, writes every record, closes. */
  readonly close: () => Promise<void>;
};

/** The gateway without a port, on the data folder itself. */
export type Opened = {
  readonly app: Pick<FastifyInstance, 'inject'>;
  /** Credential of the management API that lives as long as this object. */
  readonly operatorToken: string;
  readonly firstStart?: FirstStart;
  readonly close: () => Promise<void>;
};

export type CatalogueEntry = {
  readonly rows: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly dialect: string;
  readonly kind: string | null;
  readonly page: string | null;
};

export type Simulators = {
  /** Base URL by provider id. */
  readonly urls: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

export type WrittenManual = { readonly pages: number; readonly files: number; readonly bytes: number };

/** What a restore did. */
export type Restored = {
  readonly madeAt: string;
  readonly version: string;
  readonly verdict: {
    readonly accounts: number;
    readonly entries: number;
    readonly differences: readonly {
      readonly what: string;
      readonly expected: number;
      readonly found: number;
    }[];
  };
  readonly masterKey: 'restored' | 'was-there' | 'missing';
  /** Whether stored secrets open with it; undefined: there is no key, or nothing to try it on. */
  readonly keyFits: boolean | undefined;
  readonly files: { readonly listed: number; readonly restored: number };
};

/** What the command line asks of the server's code. Configuration that makes no sense throws an Error in words. */
export type Gateway = {
  readonly start: (env: Environment) => Promise<Started>;
  readonly open: (env: Environment) => Promise<Opened>;
  readonly openApi: () => Promise<unknown>;
  readonly catalogue: () => Promise<readonly CatalogueEntry[]>;
  /** Empties the folder first. */
  readonly writeManual: (folder: string) => Promise<WrittenManual>;
  readonly restore: (env: Environment, archive: string) => Promise<Restored>;
  readonly simulate: (port: number) => Promise<Simulators>;
};

/** Where a generated master key lies in the data folder. */
export const masterKeyFile = 'master.key';
