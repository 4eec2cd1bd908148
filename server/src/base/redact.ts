import { isIPv4, isIPv6 } from 'node:net';

/**
 * The one place that takes secrets out of texts: `redact` and `redactHeaders` before a log, `redactForClient` before
 * an upstream's words reach a client.
 *
 * Running time is linear in the input, which is cut first. Every pattern below is therefore a fixed start followed
 * by one class that ends the match, or has bounds on each repeat: nothing that could be tried again and again
 * over the same stretch.
 */

export const mask = '[redacted]';
export const addressMask = '[address]';

/** Characters of input that are looked at; the rest is dropped, never passed on unread. */
const logLimit = 65_536;
const clientLimit = 8_192;
const headerLimit = 1_024;

/** Shorter literals are no secrets, and hiding them would make any text unreadable. */
const shortestLiteral = 4;

/** Start of a credential as its issuer makes them. The class behind it holds `*` because upstreams echo keys half hidden. */
const issued =
  /(?<![A-Za-z0-9])(?:[es]k[-_]|pk[-_]live_|rk[-_]live_|gsk_|xai-|hf_|r8_|pplx-|nvapi-|tvly-|fw_|gh[opsur]_|github_pat_|glpat-|npm_|xox[abeoprs]-|xapp-|whsec_|ya29\.|dop_v1_|SG\.)[A-Za-z0-9_.*-]{8,}/g;
const issuedFixed =
  /(?<![A-Za-z0-9])(?:AIza[\w-]{16,}|(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}|LTAI[A-Za-z0-9]{12,}|AKLT[\w-]{16,}|AKID[A-Za-z0-9]{16,}|eyJ[\w.-]{16,}|org-[A-Za-z0-9]{16,}|proj_[A-Za-z0-9]{16,})/g;
const pem = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

const scheme = /\b(Bearer|Basic|Token|Key)(\s{1,8})([\w.~+/=:*-]{8,})/gi;
const cookieLine = /(?<![A-Za-z0-9])((?:set-)?cookie)(["']?\s{0,4}[:=]\s{0,4}["']?)([^"'\r\n]{4,})/gi;

/** `?key=…`, `&sig=…`: in a query the value is always hidden, however harmless it looks. */
const query =
  /([?&;](?:[\w.-]{0,40}[_.-])?(?:key|apikey|token|secret|password|passwd|pwd|signature|sig|credential|auth|authorization|code))=([^\s"'<>&#]{1,4096})/gi;

/** `name: value`, `name=value`, `"name":"value"`. */
const named =
  /(?<![A-Za-z0-9])((?:x-)?(?:goog-)?api[ _-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?(?:access[_-]?)?key|secret|client[_-]?secret|api[_-]?secret|private[_-]?key|(?:access|refresh|id|auth|session|security|bearer)[_-]?token|password|passwd|authorization)((["']?)\s{0,4}[=:]\s{0,4}["']?)([^\s"'&,;<>(){}[\]]{4,})/gi;

const urlLogin = /([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/"'<>]{1,512}@/gi;

/** Ordinary words have no digits and are not this long; credentials nearly always have one or are. */
const looksSecret = (value: string) => value.length >= 24 || /\d|\*{3}/.test(value);

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The literal itself and as it looks inside a URL or a JSON string. */
function spellings(literal: string): string[] {
  const forms = [literal, JSON.stringify(literal).slice(1, -1)];
  // A lone surrogate cannot be percent-encoded; such a text cannot stand in a URL either.
  if (literal.isWellFormed()) forms.push(encodeURIComponent(literal));
  return forms;
}

/**
 * Cuts the text to `limit` and hides the literals in one pass. A literal that begins inside the limit is found even
 * when it ends outside; a longer text also loses its last unbroken run, which may be half a key.
 */
function hideLiterals(text: string, literals: readonly string[], limit: number, hide: string): string {
  const forms = [...new Set(literals.filter((one) => one.length >= shortestLiteral).flatMap(spellings))];
  // The longest first: a key that begins with another key must not leave its tail behind.
  forms.sort((a, b) => b.length - a.length);
  let out = '';
  let from = 0;
  if (forms.length > 0) {
    const any = new RegExp(forms.map(escaped).join('|'), 'gi');
    for (const found of text.slice(0, limit + forms[0]!.length).matchAll(any)) {
      if (found.index >= limit) break;
      out += text.slice(from, found.index) + hide;
      from = found.index + found[0].length;
    }
  }
  if (text.length <= limit) return out + text.slice(from);
  let end = limit;
  while (end > from && limit - end < 256 && !/\s/.test(text[end - 1]!)) end--;
  return `${out}${text.slice(from, Math.max(from, end))} [cut]`;
}

function hidePatterns(text: string): string {
  return text
    .replace(pem, mask)
    .replace(urlLogin, `$1${mask}@`)
    .replace(cookieLine, `$1$2${mask}`)
    .replace(scheme, (whole, word: string, gap: string, value: string) => {
      // "Key" and "Token" are ordinary words too, so they need more proof than "Bearer".
      const sure = /^b/i.test(word) ? looksSecret(value) : value.length >= 16 && /\d/.test(value);
      return sure ? `${word}${gap}${mask}` : whole;
    })
    .replace(issued, mask)
    .replace(issuedFixed, mask)
    .replace(query, `$1=${mask}`)
    .replace(named, (whole, name: string, gap: string, _quote: string, value: string) => {
      const always = /pass|secret/i.test(name) || gap.includes('=') || /["']$/.test(gap);
      return always || looksSecret(value) ? `${name}${gap}${mask}` : whole;
    });
}

/**
 * A text that may be logged: credentials, logins in URLs and the given `literals` (keys in use; under four characters
 * they are ignored) are masked. Addresses stay, since operators need them. Looks at 65,536 characters.
 */
export function redact(text: string, literals: readonly string[] = []): string {
  return hidePatterns(hideLiterals(text, literals, logLimit, mask));
}

// Two lists, because the last part of a JSON field path ("tool.run", "data.store") is often a top-level domain as well:
// with two labels only those that are no usual field name, with three or more the others too.
const plainEnds =
  'com|net|org|io|ai|dev|cloud|cn|hk|tw|jp|kr|vn|sg|uk|de|fr|eu|ru|ca|au|nl|ch|se|xyz|vip|icu|cc|gg|tech|internal|local|lan|intranet|corp|localdomain|arpa';
const wideEnds = `${plainEnds}|app|run|co|site|store|shop|pro|top|so|us|in|me|tv|fun|club|space|online|host|live|link|svc|test|example|invalid|home|private`;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const tail = '\\.?(?::\\d{1,5})?(?:/[^\\s"\'<>)\\]]*)?';
const hostName = new RegExp(
  `(?<![\\w.\\[\\]$-])(?:${label}\\.(?:${plainEnds})|(?:${label}\\.){2,20}(?:${wideEnds})|(?:${label}\\.){1,20}(?:com?|net|org|gov|edu|ac)\\.[a-z]{2})(?![\\w\\[(-]|\\.\\w)${tail}`,
  'gi',
);
const localName = /(?<![\w.-])localhost(?:\.localdomain)?(?::\d{1,5})?(?![\w-])/gi;
const email = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;
const anyUrl = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>`]+/gi;
const systemError =
  /\b(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|dial tcp|no such host:?)(\s{1,4})[\w.:[\]%-]{1,255}/g;
const hostField = /\b(host(?:name)?["']?\s{0,4}[=:]\s{0,4}["'])[^"'\s]{1,255}/gi;
/** `to gpu-box:8000`: a bare name is only taken for a host behind a word that announces one. */
const announced =
  /\b(to|at|from|host|upstream|server|connect|lookup)(\s{1,4}["']?)[a-z][a-z0-9.-]{0,252}:\d{2,5}(?!\w)/gi;
const ip4 = /(?<![\w.])((?:\d{1,3}\.){3}\d{1,3})(?::\d{1,5})?(?!\w|\.\d)/g;
const ip6Bracket = /\[([0-9a-f:.]{2,45})(?:%\w{1,16})?\](?::\d{1,5})?/gi;
const ip6 = /(?<![\w:.])([0-9a-f:.]{3,45})(%\w{1,16})?(?![\w:])/gi;

/** A URL in running text often carries the sentence's own full stop or bracket. */
function hideUrl(found: string): string {
  const trailing = /[.,;:!?)\]}]{1,8}$/.exec(found)?.[0] ?? '';
  return addressMask + trailing;
}

/** Host parts of a literal that is a URL, so that callers may simply hand over a channel's base URL. */
function hostsOf(literal: string): string[] {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(literal) || !URL.canParse(literal)) return [];
  const { host, hostname } = new URL(literal);
  return [literal, host, hostname];
}

/**
 * A text that a client may see: besides what `redact` masks, URLs, e-mail addresses, IP addresses and host names (with
 * port and path) become "[address]". `literals` are keys in use, and base URLs or host names of upstreams; names
 * that no pattern can tell from ordinary words are only found when they stand here. Looks at 8,192 characters.
 */
export function redactForClient(text: string, literals: readonly string[] = []): string {
  const places = literals.flatMap(hostsOf);
  const secrets = literals.filter((one) => hostsOf(one).length === 0);
  // Secrets first: one may stand inside a URL whose host is masked next.
  const first = hidePatterns(hideLiterals(text, secrets, clientLimit, mask));
  return hideLiterals(first.replace(anyUrl, hideUrl), places, first.length + clientLimit, addressMask)
    .replace(systemError, `$1$2${addressMask}`)
    .replace(hostField, `$1${addressMask}`)
    .replace(announced, `$1$2${addressMask}`)
    .replace(email, addressMask)
    .replace(hostName, (found) => hideUrl(found))
    .replace(localName, addressMask)
    .replace(ip4, (whole, address: string) => (isIPv4(address) ? addressMask : whole))
    .replace(ip6Bracket, (whole, address: string) => (isIPv6(address) ? addressMask : whole))
    .replace(ip6, (whole, found: string) => {
      const address = found.replace(/[.]{1,3}$|(?<=[^:]):$/, '');
      return isIPv6(address) && /[0-9a-f]/i.test(address) ? addressMask + found.slice(address.length) : whole;
    });
}

const secretWord =
  /^(?:auth|authorization|cookie|session|credentials?|signature|passwd)$|(?:key|token|secret|password)$/;

/**
 * Does a header of this name carry a credential? Decided by the words of the name, so that headers nobody has heard
 * of are covered; counts such as `x-ratelimit-remaining-tokens` are no credentials.
 */
export function isSecretHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return lower !== 'idempotency-key' && lower.split(/[-_]/).some((word) => secretWord.test(word));
}

/** Headers that may be logged: names kept, credentials masked, every other value redacted and cut to 1,024 characters. */
export function redactHeaders(
  headers: Readonly<Record<string, string | number | readonly string[] | undefined>>,
  literals: readonly string[] = [],
): Record<string, string> {
  const safe: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    safe[name] = isSecretHeader(name) ? mask : hidePatterns(hideLiterals(text, literals, headerLimit, mask));
  }
  return safe;
}
