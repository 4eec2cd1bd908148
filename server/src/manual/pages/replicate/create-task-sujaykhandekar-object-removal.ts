import { replicatePage } from '../../samples/replicate.ts';

export default replicatePage('sujaykhandekar/object-removal', {
  slug: 'create-task-sujaykhandekar-object-removal',
  rows: ['R232'],
});
