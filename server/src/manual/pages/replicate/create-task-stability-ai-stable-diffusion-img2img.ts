import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('stability-ai/stable-diffusion-img2img', {
  slug: 'create-task-stability-ai-stable-diffusion-img2img',
  rows: ['R228'],
});
