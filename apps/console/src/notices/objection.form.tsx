import { useEffect, useState, type FormEvent } from 'react';
import { Button, Input } from 'antd';
import type { CommandAnswer } from '#libs/contracts';
import { eventId } from '#libs/contracts';
import { errorsAt } from '../api/field-errors.view.js';
import { useDraft } from '../decisions/draft.part.js';
import { Field } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { TextField } from '../decisions/text-field.part.js';
import { useAnswerTo } from '../decisions/use-command.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { VISITOR_CLIENT, noticePath } from './public-notices.api.js';

interface Values {
  readonly name: string;
  readonly contact: string;
  readonly facts: string;
}

const INITIAL: Values = { name: '', contact: '', facts: '' };
const MOST = { name: 60, contact: 100, facts: 4_000 } as const;
const CURRENT = { seen: 0, current: 0 } as const;

/** What is left empty is not said at all. */
const bodyOf = ({ name, contact, facts }: Values): unknown => ({
  ...(name.trim() === '' ? {} : { name: name.trim() }),
  ...(contact.trim() === '' ? {} : { contact: contact.trim() }),
  facts: facts.trim(),
});

/** Anybody's objection, and then its receipt. What was typed stays in this window until it was received. */
export const ObjectionForm = ({ id }: { id: string }) => {
  const noticeWords = useNoticeWords();
  const path = `${noticePath(id)}/objections`;
  const draft = useDraft(path, INITIAL);
  const command = useAnswerTo(VISITOR_CLIENT, path, CommandAnswer);
  const [again, setAgain] = useState<CommandAnswer>();
  const { values, change } = draft;
  const { answer } = command;

  // Others may sit at this computer next: nothing that was received stays in it.
  const { forget } = draft;
  useEffect(() => {
    if (answer !== undefined) forget();
  }, [answer, forget]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!command.isBusy) void command.send(bodyOf(values), undefined);
  };
  if (answer !== undefined && answer !== again) {
    const next = (): void => {
      change(INITIAL);
      setAgain(answer);
    };
    return <Receipt answer={answer} onAnother={next} />;
  }
  const at = (pointer: string) => errorsAt(command.errors, pointer);
  return (
    <section className="sheet objection" aria-label={noticeWords.objectTitle}>
      <h2>{noticeWords.objectTitle}</h2>
      <p>{noticeWords.objectText}</p>
      <form onSubmit={submit} noValidate>
        <TextField
          label={noticeWords.text}
          hint={noticeWords.textHint}
          errors={at('/facts')}
          rows={6}
          most={MOST.facts}
          value={values.facts}
          onChange={(facts) => change({ facts })}
        />
        <p className="quiet">{noticeWords.nameHint}</p>
        {(['name', 'contact'] as const).map((field) => (
          <Field key={field} label={noticeWords[field]} errors={at(`/${field}`)}>
            {(control) => (
              <Input
                {...control}
                autoComplete={field === 'name' ? 'name' : 'tel'}
                maxLength={MOST[field]}
                value={values[field]}
                onChange={(event) => change({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <p className="quiet">{noticeWords.privacy}</p>
        <FormEnd
          command={command}
          pointers={['/facts', '/name', '/contact']}
          versions={CURRENT}
          onSeen={() => undefined}
          label={noticeWords.submit}
        />
      </form>
    </section>
  );
};

/** The number is the event's own: by it the objection is found in the log for ever. */
const Receipt = ({ answer, onAnother }: { answer: CommandAnswer; onAnother: () => void }) => {
  const noticeWords = useNoticeWords();
  return (
    <section className="sheet objection receipt" aria-label={noticeWords.receiptTitle}>
      <div role="status">
        <h2>✓ {noticeWords.receiptTitle}</h2>
        <p>{answer.repeated ? noticeWords.receiptRepeated : noticeWords.receiptText}</p>
        <p>
          {noticeWords.receiptNo} <code>{eventId(answer.position)}</code>
        </p>
        <p className="quiet">{noticeWords.receiptKeep}</p>
      </div>
      <div className="actions">
        <Button type="primary" onClick={() => window.print()}>
          {noticeWords.print}
        </Button>
        <Button onClick={onAnother}>{noticeWords.another}</Button>
      </div>
    </section>
  );
};
