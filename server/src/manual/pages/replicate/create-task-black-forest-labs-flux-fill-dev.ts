import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-fill-dev', {
  slug: 'create-task-black-forest-labs-flux-fill-dev',
  rows: ['R248'],
});
