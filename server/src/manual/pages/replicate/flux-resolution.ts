import { fluxPage } from '../../samples/replicate-guide.ts';

export default fluxPage('replicate', 'R222');
