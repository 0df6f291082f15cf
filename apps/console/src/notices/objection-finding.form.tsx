import type { NoticeView } from '#libs/contracts';
import { Choices } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { TextField } from '../decisions/text-field.part.js';
import { useForm, type FormProps } from '../decisions/use-form.part.js';
import { roleName } from '../shell/office-name.view.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { useWords } from '../wording/language.part.js';
import { ObjectionPaper, StoppedClock } from './objection-paper.part.js';

type Outcome = 'dismissed' | 'upheld';
type Objection = NoticeView['state']['objections'][number];

interface Values {
  readonly outcome: Outcome | '';
  readonly finding: string;
}

const INITIAL: Values = { outcome: '', finding: '' };

/** A leader signs what is to be held of an accepted objection; the oldest that this office has not signed first. */
export const ObjectionFindingForm = (props: FormProps & { notice: NoticeView }) => {
  const { staffWords } = useNoticeWords();
  const due = props.notice.state.objections.find(
    ({ status, findings = [] }) =>
      status === 'ACCEPTED' && !findings.some(({ signer }) => signer.role === props.task.role),
  );
  if (due === undefined) return <p>{staffWords.nothing}</p>;
  return <Finding key={due.objection} {...props} objection={due} />;
};

const Finding = ({ path, notice, objection, onAnswer }: FormProps & { notice: NoticeView; objection: Objection }) => {
  const { words } = useWords();
  const { staffWords } = useNoticeWords();
  const form = useForm<Values>({
    path: `${path}/objection-decisions`,
    initial: INITIAL,
    version: notice.version,
    bodyOf: ({ outcome, finding }) =>
      outcome === ''
        ? { errors: [{ rule: 'G-MALFORMED', pointer: '/outcome', text: staffWords.choose, source: undefined }] }
        : { body: { objection: objection.objection, outcome, finding: finding.trim() } },
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <h3>{staffWords.objection(objection.objection)}</h3>
      <StoppedClock notice={notice} />
      <ObjectionPaper notice={notice} objection={objection.objection} />
      {(objection.findings ?? []).map(({ signer, outcome }) => (
        <p key={signer.actor}>{staffWords.otherSigned(roleName(signer.role, words.language), staffWords[outcome])}</p>
      ))}
      <Choices<Outcome>
        legend={staffWords.finding}
        name="finding"
        options={[
          { value: 'dismissed', text: staffWords.dismissed },
          { value: 'upheld', text: staffWords.upheld },
        ]}
        value={values.outcome === '' ? undefined : values.outcome}
        errors={at('/outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      {values.outcome === 'upheld' ? <p className="quiet">{staffWords.upheldHint}</p> : null}
      <TextField
        label={staffWords.findingText}
        errors={at('/finding')}
        most={4_000}
        value={values.finding}
        onChange={(finding) => change({ finding })}
      />
      <FormEnd {...form.end} pointers={['/outcome', '/finding']} label={staffWords.sign} />
    </form>
  );
};
