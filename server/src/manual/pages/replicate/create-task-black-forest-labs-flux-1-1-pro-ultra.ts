import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-1.1-pro-ultra', {
  slug: 'create-task-black-forest-labs-flux-1-1-pro-ultra',
  rows: ['R241'],
});
