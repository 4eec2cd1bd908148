import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('stability-ai/sdxl', {
  slug: 'create-task-stability-ai-sdxl',
  rows: ['R226'],
});
