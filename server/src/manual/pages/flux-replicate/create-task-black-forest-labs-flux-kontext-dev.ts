import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('black-forest-labs/flux-kontext-dev', {
  section: 'flux-replicate',
  slug: 'create-task-black-forest-labs-flux-kontext-dev',
  rows: ['R110'],
});
