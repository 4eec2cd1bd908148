import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('lucataco/flux-schnell-lora', {
  slug: 'create-task-lucataco-flux-schnell-lora',
  rows: ['R229'],
});
