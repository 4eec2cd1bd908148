/** The manual as the build wrote it to /manual; `key4u manual` of the gateway says what each file is. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Link = { readonly id: string; readonly title: string };

export type MenuEntry =
  | { readonly id: string; readonly title: string; readonly method?: string; readonly entries?: never }
  | { readonly title: string; readonly entries: readonly MenuEntry[]; readonly id?: never };

export type Menu = {
  /** Of the code samples. */
  readonly languages: readonly { readonly id: string; readonly title: string }[];
  readonly entries: readonly MenuEntry[];
};

export type Parameter = {
  readonly place: 'header' | 'path' | 'query' | 'body';
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly constraints: {
    readonly least?: number;
    readonly most?: number;
    readonly leastLength?: number;
    readonly mostLength?: number;
    readonly leastItems?: number;
    readonly mostItems?: number;
    readonly oneOf?: readonly Json[];
    readonly default?: Json;
  };
};

export type RequestPart =
  | { readonly name: string; readonly value: string; readonly file?: never }
  | { readonly name: string; readonly file: string; readonly type: string };

export type ExampleRequest = {
  readonly method: string;
  /** Path and query. */
  readonly address: string;
  readonly credential: 'key' | 'access-token' | 'literal';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly form?: readonly RequestPart[];
  /** Sent over a WebSocket, one after the other. */
  readonly events?: readonly string[];
};

export type Step = { readonly times: 'once' | 'many'; readonly text: string; readonly event: Json };

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, Json>>;
  /** Only after a while: it is asked for again until then. */
  readonly comes: boolean;
} & (
  | { readonly kind: 'json' | 'text'; readonly body: Json }
  | { readonly kind: 'stream' | 'session'; readonly steps: readonly Step[] }
  | { readonly kind: 'file'; readonly type: string }
  | { readonly kind: 'empty' }
);

export type Example = {
  readonly title: string;
  readonly request: ExampleRequest;
  readonly route: string;
  readonly answer: Answer;
  /** `sample` stands for what the reply of the first example of page `from` has at `at`. */
  readonly takes: readonly {
    readonly sample: string;
    readonly from: string;
    readonly at: readonly string[];
  }[];
};

export type CodeBlock = { readonly language: string; readonly code: string; readonly path?: string };

export type TableData = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type ManualPage = {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly crumbs: readonly string[];
  readonly rows: readonly string[];
  readonly intro: string;
  readonly call?: {
    readonly method: string;
    readonly path: string;
    readonly dialect: string;
    readonly credential: 'key' | 'access-token';
  };
  readonly parameters: readonly Parameter[];
  readonly steps: readonly {
    readonly title: string;
    readonly text?: string;
    readonly blocks: readonly CodeBlock[];
  }[];
  readonly program?: {
    readonly file: CodeBlock;
    readonly commands: string;
    readonly prints: readonly Json[];
    readonly typed: readonly string[];
    readonly reads: readonly string[];
    readonly settings: readonly {
      readonly name: string;
      readonly text: string;
      readonly optional: boolean;
    }[];
  };
  readonly examples: readonly Example[];
  readonly object?: { readonly fields: readonly { name: string; type: string; text: string }[] };
  readonly tables: readonly TableData[];
  readonly notes: readonly string[];
  readonly seeAlso: readonly Link[];
  readonly previous?: Link;
  readonly next?: Link;
};

/** Code of an example by the ids of the menu's languages. */
export type Samples = Readonly<Record<string, string>>;

export type DialectError = {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
  readonly body: string;
};
