export { faultText, writeFault, writeStreamFault } from '../_families/google-faults.ts';
