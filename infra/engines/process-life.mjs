import { readFileSync } from 'node:fs';

/**
 * Whether a process of this machine runs. One that has ended but that nobody has asked about yet (a zombie, which an orphan stays
 * in a container without a real init) has a number and runs no more.
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

function stateOf(pid) {
  try {
    const told = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the state may itself have spaces and brackets in it.
    return told[told.lastIndexOf(')') + 2];
  } catch {
    return undefined;
  }
}
