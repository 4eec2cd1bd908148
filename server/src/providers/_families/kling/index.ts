export { readFault } from './faults.ts';
export { bearerOf } from './jwt.ts';
export { klingPort } from './port.ts';
export { createKlingSimulator } from './simulator/index.ts';
