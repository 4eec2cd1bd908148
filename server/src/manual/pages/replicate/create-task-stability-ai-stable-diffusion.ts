import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('stability-ai/stable-diffusion', {
  slug: 'create-task-stability-ai-stable-diffusion',
  rows: ['R225'],
});
