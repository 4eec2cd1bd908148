export { asOf, catalogue, modelOf } from './catalogue/index.ts';
export { readFalFault } from './faults.ts';
export { falPort } from './port.ts';
export { createFalSimulator } from './simulator/index.ts';
