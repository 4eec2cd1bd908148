/**
 * Mix-ups of base URLs that users of many clients make (docs of each name another form): doubled slashes and versions, a
 * missing `/v1`, a slash at the end. They are understood rather than answered with 404, and never redirected: clients
 * drop the body or the key when they follow.
 */
export function clientAddresses(paths: readonly string[]): (url: string, isCall: boolean) => string {
  /** First words behind the version, with the version that they stand behind. */
  const versions = new Map<string, string>();
  for (const path of paths) {
    const [, version, word] = /^\/(v\d\w*)\/([\w-]+)/.exec(path) ?? [];
    if (version && word && !versions.has(word)) versions.set(word, version);
  }
  /** Most calls come to one of these, and nothing has to be looked at. */
  const right = new Set(paths.filter((path) => !/[:*]/.test(path)));
  /** Paths with a verb behind a colon stand behind one version of their own. */
  const verbVersion = paths.map((path) => /^\/(v\d\w*)\/[\w-]+\/:\w+:/.exec(path)?.[1]).find(Boolean);

  /** `isCall`: it carries a key or a body, so it is no page that a browser looks for. */
  return (url, isCall) => {
    if (right.has(url)) return url;
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const plain =
      !path.includes('//') && !path.endsWith('/') && !/^\/v\d\w*\/(?:v\d|openai\/|upload\/)/.test(path);
    if (plain && path.startsWith('/v')) return url;
    let mended = path.replace(/\/{2,}/g, '/');
    if (mended.length > 1) mended = mended.replace(/\/$/, '');
    // The last version that was written is the one that the client's own library added. Google's path for clients of
    // another maker's API is only another way to write the version.
    mended = mended
      .replace(/^(?:\/v\d\w*)+(?=\/v\d\w*\/)/, '')
      .replace(/^\/v\d\w*\/openai\//, '/v1/')
      .replace(/^\/v\d\w*(?=\/upload\/v\d)/, '');
    if (isCall) {
      const word = /^\/([\w-]+)/.exec(mended)?.[1] ?? '';
      const version = mended.slice(1).includes(':') ? verbVersion : versions.get(word);
      if (versions.has(word) && version) mended = `/${version}${mended}`;
    }
    return mark < 0 ? mended : mended + url.slice(mark);
  };
}
