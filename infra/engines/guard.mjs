// Outlives its parent just long enough to end the parent's engines. The parent says which they are, a line each: `+pid rank` when
// one has started, `-pid` when it has ended; when the pipe breaks, the rest are ended, the lowest rank first.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process-life.mjs';

const PATIENCE_MS = 8_000;
const POLL_MS = 50;
const ranks = new Map();

// The terminal's ^C reaches the whole group; the guard must stay until the parent has gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [pid, rank] = line.slice(1).split(' ').map(Number);
  if (line.startsWith('+')) ranks.set(pid, rank);
  else ranks.delete(pid);
}

for (const [pid] of [...ranks].sort((a, b) => a[1] - b[1])) await end(pid);

async function end(pid) {
  const deadline = Date.now() + PATIENCE_MS;
  send(pid, 'SIGTERM');
  while (isAlive(pid) && Date.now() < deadline) await sleep(POLL_MS);
  if (isAlive(pid)) send(pid, 'SIGKILL');
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
