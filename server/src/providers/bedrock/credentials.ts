import type { Access } from '../../spec/provider.ts';

/** What a channel's key is: an API key of Bedrock, or a pair of AWS keys, perhaps with a session's token. */
export type Credentials =
  | { readonly by: 'bearer'; readonly token: string }
  | {
      readonly by: 'signature';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };

/** `ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN]`, or an API key, which has no colon. */
export function credentialsOf(key: string): Credentials {
  const [accessKeyId = '', secretAccessKey, ...rest] = key.trim().split(':');
  if (secretAccessKey === undefined) return { by: 'bearer', token: accessKeyId };
  const sessionToken = rest.join(':');
  return { by: 'signature', accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

const defaultRegion = 'us-east-1';

/** The region that a request is signed for: the one in the address it goes to, else the channel's. */
export const regionOf = ({ settings }: Pick<Access, 'settings'>, url: string): string =>
  /^https:\/\/bedrock-runtime(?:-fips)?\.([a-z0-9-]+)\.amazonaws\./i.exec(url)?.[1] ||
  settings['region'] ||
  defaultRegion;
