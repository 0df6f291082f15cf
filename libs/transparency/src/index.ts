export { LogCheck, type LogFault, type StoredEntry } from './log-check.js';
export { EMPTY_ROOT, MerkleFrontier, leafHash, nodeHash } from './merkle-tree.js';
