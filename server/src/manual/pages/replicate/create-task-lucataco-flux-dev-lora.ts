import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('lucataco/flux-dev-lora', {
  slug: 'create-task-lucataco-flux-dev-lora',
  rows: ['R230'],
});
