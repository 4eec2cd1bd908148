import type { ChatPort } from '../../../../spec/provider.ts';

/** What this wire cannot say. A feature that is not here is carried. */
export const carriage: ChatPort['carriage'] = {
  'no-parallel-tools': 'dropped',
  'strict-tools': 'dropped',
  'logit-bias': 'dropped',
  logprobs: 'dropped',
  verbosity: 'dropped',
  'cache-marks': 'dropped',
  'cache-key': 'dropped',
  user: 'dropped',
  metadata: 'dropped',
  'file-id': 'refused',
  'opaque-tools': 'dropped',
  'unknown-fields': 'dropped',
};
