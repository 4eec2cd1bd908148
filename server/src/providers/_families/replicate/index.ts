export { readReplicateFault } from './faults.ts';
export { replicatePort } from './port.ts';
export { createReplicateSimulator } from './simulator/index.ts';
