import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('google/imagen-4', {
  slug: 'create-task-google-imagen-4',
  rows: ['R252'],
});
