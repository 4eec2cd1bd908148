export { faultNames } from '../../simulated/faults.ts';
export {
  createOpenAiSimulator,
  type OpenAiSimulatorOptions,
  type SimulatedModel,
} from './openai-simulator.ts';
