import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('cjwbw/rembg', {
  slug: 'create-task-cjwbw-rembg',
  rows: ['R233'],
});
