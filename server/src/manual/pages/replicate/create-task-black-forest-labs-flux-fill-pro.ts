import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-fill-pro', {
  slug: 'create-task-black-forest-labs-flux-fill-pro',
  rows: ['R249'],
});
