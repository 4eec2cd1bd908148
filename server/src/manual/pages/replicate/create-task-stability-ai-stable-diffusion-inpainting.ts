import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('stability-ai/stable-diffusion-inpainting', {
  slug: 'create-task-stability-ai-stable-diffusion-inpainting',
  rows: ['R227'],
});
