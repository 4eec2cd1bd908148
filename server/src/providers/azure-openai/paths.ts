import type { Access } from '../../spec/provider.ts';

/**
 * Azure's place of one of OpenAI's paths, behind `https://NAME.openai.azure.com`. With an `api-version` in the channel's
 * settings the dated API is spoken: each deployment has its own paths there, except for responses.
 */
export function locate(path: string, deployment: string | undefined, access?: Access): string {
  const version = access?.settings['api-version']?.trim();
  if (!version) return `/openai/v1${path}`;
  const query = `api-version=${encodeURIComponent(version)}`;
  const [plain, more] = path.split('?');
  const place =
    deployment === undefined || path.startsWith('/responses')
      ? `/openai${plain}`
      : `/openai/deployments/${encodeURIComponent(deployment)}${plain}`;
  return `${place}?${more === undefined ? '' : `${more}&`}${query}`;
}
