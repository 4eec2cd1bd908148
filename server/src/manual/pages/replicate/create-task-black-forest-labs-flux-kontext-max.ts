import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-kontext-max', {
  slug: 'create-task-black-forest-labs-flux-kontext-max',
  rows: ['R243'],
});
