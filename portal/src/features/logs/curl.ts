import type { Reply } from '@/api/client.ts';

type Receipt = Reply<'GET /api/portal/logs/{id}'>;

/** The same endpoint as a command. The gateway keeps no bodies, so what was asked is for the reader to fill in. */
export function curlOf({ endpoint_path, model, stream }: Receipt): string {
  if (!endpoint_path) return '';
  const { method, path } = endpoint_path;
  const address = location.origin + path.replace(/:model\b|\*/, model);
  const lines = [`curl ${address}`, '-H "Authorization: Bearer $KEY4U_API_KEY"'];
  if (method === 'POST') {
    const body = { ...(path.includes(':model') ? {} : { model }), ...(stream ? { stream: true } : {}) };
    lines.push(
      "-H 'content-type: application/json'",
      `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`,
    );
  } else if (method !== 'GET') lines.splice(1, 0, `-X ${method}`);
  return lines.join(' \\\n  ');
}
