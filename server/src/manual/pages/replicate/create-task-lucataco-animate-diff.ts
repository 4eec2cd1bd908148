import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('lucataco/animate-diff', {
  slug: 'create-task-lucataco-animate-diff',
  rows: ['R234'],
});
