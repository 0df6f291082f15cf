export { After, parsePosition } from './after.js';
export { Answer, Upload, type AnswerOptions } from './answer.js';
export { CommandMeta } from './command-meta.js';
export { anonymous } from './anonymous-refusal.js';
export { bearerOf, DoorJournal, type DoorJournalParts, type DoorNote, type DoorSink } from './door-journal.js';
export { NOBODY, type DoorEntry } from './door-entry.js';
export { isDoorMatter, routeNamer, type Door, type RefusedRequest } from './door.js';
export { serve, type RunningService, type ServeOptions, type StopHook } from './drain.js';
export { HttpModule, type HttpModuleOptions } from './http-module.js';
export { openApiOf } from './open-api.js';
export { PathId } from './path-id.js';
export { ProblemError, carriesRefusals, type CarriesRefusals } from './problem-error.js';
export { problemStatus } from './problem-status.js';
export { problemOf, renderRefusal } from './problem-text.js';
export { Readiness, type ReadinessCheck, type ReadinessReport } from './readiness.js';
export {
  PermanentFault,
  ServiceClient,
  Unavailable,
  type CommandHeaders,
  type CommandResult,
  type SendResult,
} from './service-client.js';
export { setupHttp, type HttpOptions, type UploadRoute } from './setup.js';
