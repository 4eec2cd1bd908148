import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('lucataco/remove-bg', {
  slug: 'create-task-lucataco-remove-bg',
  rows: ['R246'],
});
