import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('flux-kontext-apps/multi-image-kontext-max', {
  slug: 'create-task-flux-kontext-apps-multi-image-kontext-max',
  rows: ['R244'],
});
