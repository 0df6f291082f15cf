export { application } from './application.workflow.js';
export { grant } from './grant.workflow.js';
