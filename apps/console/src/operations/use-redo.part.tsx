import { DeadLetterRedone } from '#libs/contracts';
import { useAnswer, type CommandStanding } from '../decisions/use-command.part.js';

export interface Redo extends CommandStanding<DeadLetterRedone> {
  readonly send: () => Promise<void>;
}

/** Hands the message to its handlers once more, and then what waits behind it. */
export const useRedo = (path: string): Redo => {
  const command = useAnswer(`${path}/redo`, DeadLetterRedone);
  return { ...command, send: () => command.send({}, undefined) };
};
