import { z } from 'zod';

/**
 * Replicate's HTTP API. Sources: https://replicate.com/docs/reference/http, replicate/replicate-javascript 1.4.
 * Unknown fields are passed on.
 */

const input = z
  .record(z.string(), z.unknown())
  .meta({ description: 'What the model takes: each model has fields of its own.' });
const webhook = z
  .string()
  .max(2048)
  .nullish()
  .meta({ description: 'Address that is sent the prediction when it changes.' });
const events = z
  .array(z.enum(['start', 'output', 'logs', 'completed']))
  .nullish()
  .meta({ description: 'When: with completed alone only at the end.' });
const stream = z.boolean().nullish().meta({ description: 'Not needed: urls.stream is always there.' });
const version = z.string().min(1).max(512);

export const versionBody = z.looseObject({
  version: version.meta({ description: 'owner/name, owner/name:version, or the 64 digits of a version.' }),
  input,
  webhook,
  webhook_events_filter: events,
  stream,
});

export const modelBody = z.looseObject({
  input,
  version: version.nullish().meta({ description: 'A version of this model; not needed.' }),
  webhook,
  webhook_events_filter: events,
  stream,
});

const owner = z.string().meta({ description: 'Who made the model: black-forest-labs.' });
const name = z.string().meta({ description: 'Its name: flux-kontext-dev.' });

export const modelParams = z.object({ owner, name });
export const joinedParams = z.object({
  model: z.string().meta({ description: 'owner/name as one part: owner%2Fname.' }),
});
export const versionParams = z.object({
  owner,
  name,
  version: z.string().meta({ description: 'The 64 digits of a version.' }),
});
export const predictionParams = z.object({ id: z.string().meta({ description: 'Id of the prediction.' }) });

export const listQuery = z.object({
  cursor: z.string().optional().meta({ description: 'Of the next page, from the answer before.' }),
  created_after: z
    .string()
    .optional()
    .meta({ description: 'Only predictions from this moment on (ISO 8601).' }),
  created_before: z
    .string()
    .optional()
    .meta({ description: 'Only predictions before this moment (ISO 8601).' }),
});

export const fileParams = z.object({ file: z.string().meta({ description: 'Id of the file.' }) });
export const fileQuery = z.object({
  cursor: z.string().optional().meta({ description: 'Of the next page, from the answer before.' }),
});
export const uploadForm = z.looseObject({
  content: z.string().meta({ description: 'The file.' }),
  metadata: z.string().optional().meta({ description: 'A JSON object of your own.' }),
});
