export type { TestEngines } from './containers.js';
export {
  ENGINES_START_MS,
  startTestEngines,
  uniqueNoun,
  useEngines,
  useOwnEngines,
  type UsedEngines,
} from './engines.js';
export { eventually, type EventuallyOptions } from './eventually.js';
export { given, type Expected } from './given.js';
export { startLoopbackIssuer, type LoopbackIssuer, type TokenChanges } from './loopback-issuer.js';
export { E01, E01_ATTACHMENTS, attachmentRow, samplePlan } from './sample-plan.js';
