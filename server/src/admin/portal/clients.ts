import { z } from 'zod';
import { defineRoute } from '../route.ts';

const text = z.object({ en: z.string(), vi: z.string() });

const block = z.object({
  language: z.string(),
  path: z.string().optional().describe('Of a file; a command has none'),
  system: z.enum(['unix', 'windows']).optional().describe('Absent: the same everywhere'),
  code: z.string(),
});

const step = z.object({
  title: text,
  text: text.optional(),
  blocks: z.array(block).readonly(),
  settings: z.array(z.object({ name: text, value: text })).readonly(),
});

const clientReply = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['terminal', 'application', 'library']),
  page: z.string().describe("Id of the manual's page: /docs/<page>"),
  version: z.string().nullable().describe('That was tried; null: any'),
  model: z.string().describe('Suggested in place of {model}'),
  steps: z.array(step).readonly(),
});

/** For the portal: templates alone, so no key has to travel. */
export const clientRoutes = [
  defineRoute({
    method: 'GET',
    path: '/api/portal/clients',
    auth: 'nobody',
    summary: {
      en: 'How clients are set up: templates with {origin}, {key} and {model} to fill in',
      vi: 'Cách cấu hình các ứng dụng: mẫu có {origin}, {key} và {model} để điền vào',
    },
    reply: z.object({ clients: z.array(clientReply).readonly() }),
    handler: async (_ask, deps) => ({ clients: await deps.clients() }),
  }),
];
