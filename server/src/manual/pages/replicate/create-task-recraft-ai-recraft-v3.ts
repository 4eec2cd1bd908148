import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('recraft-ai/recraft-v3', {
  slug: 'create-task-recraft-ai-recraft-v3',
  rows: ['R239'],
});
