import { Button, Input } from 'antd';
import { eventId, type CommandAnswer } from '#libs/contracts';
import { Field } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { TextField } from '../decisions/text-field.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useObjection } from './use-objection.part.js';

const MOST = { name: 60, contact: 100, facts: 4_000 } as const;
/** An objection is about no version of anything. */
const VERSIONS = { seen: 0, current: 0 } as const;

/** Anybody's objection, and then its receipt. */
export const ObjectionForm = ({ id }: { id: string }) => {
  const noticeWords = useNoticeWords();
  const { values, change, submit, command, localErrors, at, receipt, another } = useObjection(id);
  if (receipt !== undefined) return <Receipt answer={receipt} onAnother={another} />;
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
          localErrors={localErrors}
          pointers={['/facts', '/name', '/contact']}
          versions={VERSIONS}
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
