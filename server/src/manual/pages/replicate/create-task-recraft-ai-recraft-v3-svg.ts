import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('recraft-ai/recraft-v3-svg', {
  slug: 'create-task-recraft-ai-recraft-v3-svg',
  rows: ['R240'],
});
