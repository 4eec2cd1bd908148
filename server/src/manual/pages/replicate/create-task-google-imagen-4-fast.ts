import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('google/imagen-4-fast', {
  slug: 'create-task-google-imagen-4-fast',
  rows: ['R250'],
});
