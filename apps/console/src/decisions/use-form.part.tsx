import { useEffect, useState, type FormEvent } from 'react';
import type { CommandAnswer } from '#libs/contracts';
import { errorsAt, type ShownError } from '../api/field-errors.view.js';
import type { InboxTask } from '../inbox/merge-inbox.view.js';
import { useCommand } from './use-command.part.js';
import { useDraft } from './draft.part.js';

/** What every form of a task is given. */
export interface FormProps {
  readonly task: InboxTask;
  /** Of the aggregate: `/api/approvals/reviews/0193…`. */
  readonly path: string;
  readonly onAnswer: (answer: CommandAnswer) => void;
}

interface Options<Values> {
  /** Of the command. */
  readonly path: string;
  readonly initial: Values;
  /** Of the aggregate as it stands now; left out where a change of others makes the page no older. */
  readonly version: number | undefined;
  /** The command's body, or what is wrong with the input before anybody is asked. */
  readonly bodyOf: (values: Values) => { readonly body: unknown } | { readonly errors: readonly ShownError[] };
  readonly onAnswer: (answer: CommandAnswer) => void;
}

/** A form of a task: its input is kept until the command was accepted, and goes out with the version that was seen. */
export const useForm = <Values extends object>({ path, initial, version, bodyOf, onAnswer }: Options<Values>) => {
  const draft = useDraft(path, initial);
  const command = useCommand(path);
  // Until something is typed the page shows what is there now; from then on what was there counts as seen.
  const [begun, setBegun] = useState<number>();
  const seen = begun ?? version;
  const [localErrors, setLocalErrors] = useState<readonly ShownError[]>([]);
  const { answer } = command;
  const { forget } = draft;

  useEffect(() => {
    if (answer === undefined) return;
    forget();
    onAnswer(answer);
  }, [answer, forget, onAnswer]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (command.isBusy) return;
    const made = bodyOf(draft.values);
    setLocalErrors('errors' in made ? made.errors : []);
    if ('body' in made) void command.send(made.body, seen);
  };
  const errors = [...localErrors, ...command.errors];
  return {
    values: draft.values,
    change: (changes: Partial<Values>): void => {
      setBegun((before) => before ?? version);
      draft.change(changes);
    },
    submit,
    at: (pointer: string): readonly ShownError[] => errorsAt(errors, pointer),
    end: {
      command,
      localErrors,
      versions: { seen: seen ?? 0, current: version ?? 0 },
      onSeen: () => setBegun(version),
    },
  };
};
