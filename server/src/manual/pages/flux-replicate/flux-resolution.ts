import { fluxPage } from '../../samples/replicate-guide.ts';

export default fluxPage('flux-replicate', 'R108');
