import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('prunaai/vace-14b', {
  slug: 'create-task-prunaai-vace-14b',
  rows: ['R253'],
  way: 'both',
});
