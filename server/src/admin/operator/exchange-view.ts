import { z } from 'zod';

const headers = z.record(z.string(), z.string());

/** One request to an upstream and its answer. Keys, secret headers and settings are taken out. */
export const exchangeReply = z
  .object({
    method: z.string(),
    path: z.string(),
    request: z.object({ headers, body: z.string().nullable() }).readonly(),
    answer: z
      .object({
        status: z.number().int(),
        headers,
        body: z.string().describe('Its first 4,096 characters'),
        cut: z.boolean(),
      })
      .readonly()
      .nullable()
      .describe('Null: there was none'),
  })
  .readonly();
