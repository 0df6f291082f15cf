import { useEffect, useState, type FormEvent } from 'react';
import { CommandAnswer, LodgeObjection } from '#libs/contracts';
import { errorsAt, type ShownError } from '../api/field-errors.view.js';
import { useDraft } from '../decisions/draft.part.js';
import { useAnswerTo } from '../decisions/use-command.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { VISITOR_CLIENT, noticePath } from './public-notices.api.js';

interface Values {
  readonly name: string;
  readonly contact: string;
  readonly facts: string;
}

const INITIAL: Values = { name: '', contact: '', facts: '' };

/** What is left empty is not said at all. */
const bodyOf = ({ name, contact, facts }: Values): unknown => ({
  ...(name.trim() === '' ? {} : { name: name.trim() }),
  ...(contact.trim() === '' ? {} : { contact: contact.trim() }),
  facts: facts.trim(),
});

const lacksFacts = ({ facts }: Values): boolean =>
  LodgeObjection.pick({ facts: true }).safeParse({ facts }).error !== undefined;

/** A visitor's objection: what he typed stays in this window until it was received, and then nothing of it. */
export const useObjection = (id: string) => {
  const noticeWords = useNoticeWords();
  const path = `${noticePath(id)}/objections`;
  const { values, change, forget } = useDraft(path, INITIAL);
  const command = useAnswerTo(VISITOR_CLIENT, path, CommandAnswer);
  const [localErrors, setLocalErrors] = useState<readonly ShownError[]>([]);
  const [seen, setSeen] = useState<CommandAnswer>();
  const { answer } = command;

  // Others may sit at this computer next.
  useEffect(() => {
    if (answer !== undefined) forget();
  }, [answer, forget]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (command.isBusy) return;
    const isLacking = lacksFacts(values);
    const lacking = { rule: 'R-PUB-04', pointer: '/facts', text: noticeWords.textMissing, source: undefined };
    setLocalErrors(isLacking ? [lacking] : []);
    if (!isLacking) void command.send(bodyOf(values), undefined);
  };
  return {
    values,
    change,
    submit,
    command,
    localErrors,
    at: (pointer: string): readonly ShownError[] => errorsAt([...localErrors, ...command.errors], pointer),
    /** The answer that has to be shown; undefined while there is a form to fill in. */
    receipt: answer === seen ? undefined : answer,
    another: (): void => {
      change(INITIAL);
      forget();
      setSeen(answer);
    },
  };
};
