import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { SignedIn } from '../spec/auth.ts';
import type { RequestHead } from '../spec/call.ts';
import type { TokenOwner, User } from '../spec/records.ts';
import type { Text } from '../spec/text.ts';
import type { AdminDeps } from './deps.ts';
import { Refusal } from './refusal.ts';
import type { Written } from './written.ts';

/** Who may call. `token`: whoever presents an `sk-` key; a disabled, expired or used-up one may still ask about itself. */
export type RouteAuth = 'nobody' | 'user' | 'admin' | 'root' | 'token';

/** `session`: when the caller came with one; else with an access token. */
type Person = { readonly user: User; readonly session: SignedIn | undefined };

/** What a handler knows of its caller. `viewer`: who asks, where the answer only differs for the better. */
export type Callers = {
  readonly nobody: {
    viewer(): Promise<User | undefined>;
    /** Whose session it is, if there is one; never refuses. */
    session(): Promise<SignedIn | undefined>;
  };
  readonly user: Person;
  readonly admin: Person;
  readonly root: Person;
  readonly token: TokenOwner;
};

/** Throws Refusal. */
export type Authenticate = { readonly [A in RouteAuth]: () => Promise<Callers[A]> };

/** How refusals are written: see envelope.ts. */
export type RefusalStyle = 'customer' | 'operator' | 'key' | 'billing';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The client's side of a call, for the few routes that know a browser again. */
export type Client = {
  /** Proxies that are trusted taken away. */
  readonly address: string;
  readonly headers: IncomingHttpHeaders;
  /** A header of the answer. */
  readonly setHeader: (name: string, value: string) => void;
};

export type Ask<A extends RouteAuth, P, Q, B> = {
  readonly caller: Callers[A];
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly requestId: string;
  /** Where this gateway is for whoever asks, `https://gateway.example`: for links that lead back here. */
  readonly origin: string;
  readonly client: Client;
  /** Throws Refusal unless the caller has proved a moment ago that it is the owner of its session, and no borrower. */
  readonly confirmed: () => Promise<void>;
};

type RouteFacts = {
  readonly method: Method;
  /** Without a trailing slash; both spellings are served. */
  readonly path: string;
  readonly auth: RouteAuth;
  readonly summary: Text;
  /** Rows of the mission that it serves. */
  readonly rows?: readonly string[];
  readonly refusals?: RefusalStyle;
  /**
   * What support must not do for a user whom it acts as. `present`: whoever owns the account; `confirmed`: and, with a
   * session, has proved within ten minutes to be there. An access token is proof enough.
   */
  readonly owner?: 'present' | 'confirmed';
  /** Calls per time that one caller may make. */
  readonly limit?: { readonly calls: number; readonly perMs: number };
};

type Asked<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
> = RouteFacts & {
  readonly auth: A;
  readonly params?: P;
  readonly query?: Q;
  /** Make it strict: a field that is not listed is refused by name. */
  readonly body?: B;
};

type Spec<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> = Asked<A, P, Q, B> & {
  /** What goes out: fields that it does not list never leave. */
  readonly reply: R;
};

/** Something to be saved or shown as it is. `name`: browsers save it under this name; absent: they may show it. */
export type FileAnswer = {
  readonly mediaType: string;
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | AsyncIterable<string | Uint8Array>;
};

/** `envelope`: `{success, message, data}`; `bare`: the value itself; `lines`: one JSON value a line; `file`: bytes. */
export type Answer =
  | { readonly form: 'file'; readonly file: FileAnswer }
  | { readonly form: 'envelope' | 'bare'; readonly value: unknown }
  | { readonly form: 'lines'; readonly values: AsyncIterable<unknown> }
  /** An envelope that was written before. */
  | { readonly form: 'written'; readonly value: Written };

/** A body that is taken as it comes. */
export type Arriving = { readonly head: RequestHead; readonly body: AsyncIterable<Buffer> };

export type RawAsk = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** For routes that take a body as it comes. */
  readonly arriving?: Arriving;
  readonly requestId: string;
  readonly origin: string;
  readonly client: Client;
  readonly authenticate: Authenticate;
  /** The account of the session, when that was confirmed a moment ago. */
  readonly confirmedAs: () => Promise<number | undefined>;
  /** Throws Refusal when the session does not fit what the route wants of its owner. */
  readonly checkOwner: (who: SignedIn, wants: 'present' | 'confirmed') => void;
  /** Called with the caller's name once it is known. Throws Refusal when it calls too often. */
  readonly countCall: (caller: string) => void;
};

/** A route with its types folded away, as the list holds it. */
export type Route = RouteFacts & {
  readonly refusals: RefusalStyle;
  readonly form: Exclude<Answer['form'], 'written'>;
  /** Of a file: its media type, for the OpenAPI document. */
  readonly produces?: string;
  /** Its body is a file in a form, and nobody parses it before the handler. */
  readonly takesFile?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  readonly run: (raw: RawAsk, deps: AdminDeps) => Promise<Answer>;
};

type Handler<A extends RouteAuth, P, Q, B, T> = (ask: Ask<A, P, Q, B>, deps: AdminDeps) => T;

/** The calls of this project's own say what went wrong by status and code; those of the system API are as its clients know them. */
const styleOf = (path: string): RefusalStyle =>
  /^\/api\/(admin|portal)\//.test(path) ? 'operator' : 'customer';

/** A field of the request that does not fit, in words that name it. */
function read<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => JSON.stringify(key.slice(0, 64))).join(', ');
    const inside = at ? ` in "${at}"` : '';
    throw new Refusal(
      'field_unknown',
      `unknown field ${names}${inside} in the ${where}: remove it or check its spelling`,
    );
  }
  throw new Refusal('field_invalid', at ? `${at}: ${issue?.message}` : `the ${where}: ${issue?.message}`);
}

/** Authenticates before it reads anything else, so that nobody learns about fields without a credential. */
async function prepare<A extends RouteAuth, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: Asked<A, P, Q, B>,
  raw: RawAsk,
): Promise<Ask<A, z.output<P>, z.output<Q>, z.output<B>>> {
  const caller = await raw.authenticate[spec.auth]();
  if (spec.limit) raw.countCall('user' in caller ? String(caller.user.id) : 'nobody');
  if (spec.owner && 'user' in caller && 'session' in caller && caller.session)
    raw.checkOwner(caller.session, spec.owner);
  const nothing = undefined as never; // a part without a schema has the type unknown, which any value is
  const confirmed = async () => {
    const user = await raw.confirmedAs();
    if (user !== undefined && 'user' in caller && caller.user.id === user) return;
    throw new Refusal('confirmation_needed', 'confirm first that it is you, in the portal, and try again');
  };
  return {
    caller,
    confirmed,
    requestId: raw.requestId,
    origin: raw.origin,
    client: raw.client,
    params: spec.params ? read(spec.params, raw.params, 'path') : nothing,
    query: spec.query ? read(spec.query, raw.query, 'query') : nothing,
    body: spec.body ? read(spec.body, raw.body ?? {}, 'body') : nothing,
  };
}

/** A route that answers one value. `form`: 'envelope' unless it says otherwise. */
export function defineRoute<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: Spec<A, P, Q, B, R> & {
    readonly form?: 'envelope' | 'bare';
    readonly handler: Handler<A, z.output<P>, z.output<Q>, z.output<B>, Promise<z.input<R>>>;
  },
): Route {
  const { handler, ...facts } = spec;
  const form = spec.form ?? 'envelope';
  return {
    ...facts,
    form,
    refusals: spec.refusals ?? styleOf(spec.path),
    run: async (raw, deps) => {
      const value = await handler(await prepare(spec, raw), deps);
      return { form, value: spec.reply.parse(value) };
    },
  };
}

/** A route whose body is a file in a form, that its handler takes as it comes. */
export function defineUpload<A extends RouteAuth, R extends z.ZodType>(
  spec: Omit<Spec<A, z.ZodType, z.ZodType, z.ZodType, R>, 'params' | 'query' | 'body'> & {
    readonly handler: (
      ask: { readonly caller: Callers[A]; readonly arriving: Arriving },
      deps: AdminDeps,
    ) => Promise<z.input<R>>;
  },
): Route {
  const { handler, ...facts } = spec;
  return {
    ...facts,
    form: 'envelope',
    takesFile: true,
    refusals: spec.refusals ?? styleOf(spec.path),
    run: async (raw, deps) => {
      const { caller } = await prepare(spec, raw);
      if (!raw.arriving) throw new Error('an upload without its body');
      const value = await handler({ caller, arriving: raw.arriving }, deps);
      return { form: 'envelope', value: spec.reply.parse(value) };
    },
  };
}

/** A route that answers as many values as there are, one JSON value a line, without holding them all. */
export function defineLines<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: Spec<A, P, Q, B, R> & {
    readonly handler: Handler<A, z.output<P>, z.output<Q>, z.output<B>, AsyncIterable<z.input<R>>>;
  },
): Route {
  const { handler, ...facts } = spec;
  return {
    ...facts,
    form: 'lines',
    refusals: spec.refusals ?? styleOf(spec.path),
    run: async (raw, deps) => {
      const values = handler(await prepare(spec, raw), deps);
      return { form: 'lines', values: checked(values, spec.reply) };
    },
  };
}

/** A route that answers many callers alike: the handler gives what it wrote (and checked) for all of them. */
export function defineWritten<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  spec: Spec<A, P, Q, B, R> & {
    readonly handler: Handler<A, z.output<P>, z.output<Q>, z.output<B>, Promise<Written>>;
  },
): Route {
  const { handler, ...facts } = spec;
  return {
    ...facts,
    form: 'envelope',
    refusals: spec.refusals ?? styleOf(spec.path),
    run: async (raw, deps) => ({ form: 'written', value: await handler(await prepare(spec, raw), deps) }),
  };
}

/** A route that answers with a file. `produces`: its media type, or what all of them are. */
export function defineFile<
  A extends RouteAuth,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
>(
  spec: Asked<A, P, Q, B> & {
    readonly produces: string;
    readonly handler: Handler<A, z.output<P>, z.output<Q>, z.output<B>, Promise<FileAnswer>>;
  },
): Route {
  const { handler, ...facts } = spec;
  return {
    ...facts,
    reply: z.string(),
    form: 'file',
    refusals: spec.refusals ?? styleOf(spec.path),
    run: async (raw, deps) => ({
      form: 'file',
      file: await handler(await prepare(spec, raw), deps),
    }),
  };
}

async function* checked<R extends z.ZodType>(values: AsyncIterable<z.input<R>>, reply: R) {
  for await (const value of values) yield reply.parse(value);
}
