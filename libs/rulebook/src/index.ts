export * from './judge-case.js';
export * from './rule-case.js';
export * from './rule-file.js';
export { judged, type RuleJudge } from './rule-judge.js';
