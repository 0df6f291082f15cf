import { useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { CommandAnswer } from '#libs/contracts';
import { Refused, isUnanswered, type ApiClient, type Reads } from '../api/api-client.js';
import { shownErrors, type ShownError } from '../api/field-errors.view.js';
import { Intent } from '../api/intent.view.js';
import { useSession } from '../session/session.js';
import { readKept, writeKept } from '../shell/kept.view.js';
import { useWords } from '../wording/language.part.js';

/** How a command stands: before it is sent all are empty. */
export interface CommandStanding<Answer = CommandAnswer> {
  readonly isBusy: boolean;
  readonly answer: Answer | undefined;
  /** What the rules said against it. */
  readonly errors: readonly ShownError[];
  /** Somebody was faster: the page shows older data than there is (412). */
  readonly isStale: boolean;
  /** Nobody answered: sent again it is the same command. */
  readonly isUnanswered: boolean;
  /** Refused without a rule, or another fault. */
  readonly hasFailed: boolean;
}

export interface Command<Answer = CommandAnswer> extends CommandStanding<Answer> {
  /** @param version the one that the person has seen */
  readonly send: (body: unknown, version: number | undefined) => Promise<void>;
}

const BEFORE: CommandStanding<never> = {
  isBusy: false,
  answer: undefined,
  errors: [],
  isStale: false,
  isUnanswered: false,
  hasFailed: false,
};
const STALE = 412;

/** One command of one page: the same intent keeps its key until it was answered, over reloads as well. */
export const useCommand = (path: string): Command => useAnswer(path, CommandAnswer);

/** The same for a command with an answer of its own kind; `reads` is the same at every call. */
export const useAnswer = <Answer,>(path: string, reads: Reads<Answer>): Command<Answer> =>
  useAnswerTo(useSession().client, path, reads);

/** The same in whose name ever: a visitor has no session. */
export const useAnswerTo = <Answer,>(client: ApiClient, path: string, reads: Reads<Answer>): Command<Answer> => {
  const { words } = useWords();
  const queries = useQueryClient();
  const [standing, setStanding] = useState<CommandStanding<Answer>>(BEFORE);
  const intent = useMemo(() => {
    const name = `intent${path}`;
    return new Intent({
      read: () => readKept(name, 'session'),
      write: (value) => writeKept(name, value, 'session'),
    });
  }, [path]);

  const failed = (error: unknown): CommandStanding<Answer> => {
    if (isUnanswered(error)) return { ...BEFORE, isUnanswered: true };
    intent.answered();
    if (!(error instanceof Refused)) return { ...BEFORE, hasFailed: true };
    const errors = shownErrors(error.problem, words.language);
    return { ...BEFORE, errors, isStale: error.status === STALE, hasFailed: errors.length === 0 };
  };
  const send = async (body: unknown, version: number | undefined): Promise<void> => {
    setStanding({ ...BEFORE, isBusy: true });
    try {
      const answer = await client.post(path, body, { key: intent.keyFor(body), version }, reads);
      intent.answered();
      setStanding({ ...BEFORE, answer });
    } catch (error) {
      setStanding(failed(error));
    }
    // What it did, and what somebody else did meanwhile, is to be seen at once.
    await queries.invalidateQueries();
  };
  return { ...standing, send };
};
