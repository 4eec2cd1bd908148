import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('andreasjansson/stable-diffusion-animation', {
  slug: 'create-task-andreasjansson-stable-diffusion-animation',
  rows: ['R231'],
});
