/** A browser as far as cookies go: keeps what it is given, sends the portal's header, and an origin with every POST. */
export type Reply = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly setCookie: readonly string[];
  readonly headers: Headers;
};

export function portalClient(url: string, always: Record<string, string> = {}) {
  const jar = new Map<string, string>();
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        'x-key4u-portal': '1',
        ...(method === 'GET' ? {} : { origin: url, 'content-type': 'application/json' }),
        ...(cookies === '' ? {} : { cookie: cookies }),
        ...always,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const setCookie = response.headers.getSetCookie();
    for (const line of setCookie) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '' || attributes.some((one) => /^\s*max-age=0$/i.test(one))) jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = {};
    }
    return {
      status: response.status,
      body: typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {},
      text,
      setCookie,
      headers: response.headers,
    };
  }
  return {
    jar,
    call,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      call('POST', path, body, headers),
    /** Who is logged in, as the portal asks. */
    async user(): Promise<Record<string, unknown> | null> {
      const { body } = await call('GET', '/api/portal/session');
      return (body['data'] as { user: Record<string, unknown> | null }).user;
    },
  };
}

export type PortalClient = ReturnType<typeof portalClient>;
