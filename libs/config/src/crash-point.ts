import { writeSync } from 'node:fs';
import { z } from 'zod';

/** `relay:journaled:3`: the process ends itself, as by kill -9, when it comes to this point for the third time. */
export const CrashAt = z
  .string()
  .regex(/^[a-z]+:[a-z]+:[1-9]\d{0,5}$/, 'must be part:point:count, as in relay:journaled:3')
  .optional();

/** Passes a named point of a part of the program. Does nothing unless `CRASH_AT` names it. */
export type CrashProbe = (point: string) => void;

export interface CrashPorts {
  readonly tell: (line: string) => void;
  readonly die: () => void;
}

/** No clean-up and no answer: what a power cut leaves is what the next process finds. */
const PROCESS: CrashPorts = {
  tell: (line) => void writeSync(process.stderr.fd, `${line}\n`),
  die: () => void process.kill(process.pid, 'SIGKILL'),
};

/**
 * The named crash points of one part, for tests that must kill exactly between two writes (`npm run faults`). Production
 * refuses the variable.
 */
export const crashProbe = (crashAt: string | undefined, part: string, ports: CrashPorts = PROCESS): CrashProbe => {
  const [wantedPart, wantedPoint, count] = crashAt?.split(':') ?? [];
  if (wantedPart !== part) return () => undefined;
  let left = Number(count);
  return (point) => {
    if (point !== wantedPoint) return;
    left -= 1;
    if (left !== 0) return;
    ports.tell(`crash point ${crashAt} reached`);
    ports.die();
  };
};
