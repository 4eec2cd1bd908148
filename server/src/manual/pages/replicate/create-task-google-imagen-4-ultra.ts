import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('google/imagen-4-ultra', {
  slug: 'create-task-google-imagen-4-ultra',
  rows: ['R251'],
});
