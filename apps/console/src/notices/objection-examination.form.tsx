import type { NoticeView, ReasonCode } from '#libs/contracts';
import { Choices } from '../decisions/field.part.js';
import { FormEnd } from '../decisions/form-end.part.js';
import { ReasonFields } from '../decisions/reason-fields.part.js';
import { useForm, type FormProps } from '../decisions/use-form.part.js';
import { useNoticeWords } from '../wording/notice-words.part.js';
import { ObjectionPaper, StoppedClock } from './objection-paper.part.js';

type Outcome = 'accept' | 'set-aside';

interface Values {
  readonly outcome: Outcome | '';
  readonly reasonCode: ReasonCode | '';
  readonly reasonText: string;
}

const INITIAL: Values = { outcome: '', reasonCode: '', reasonText: '' };

/** Whether an objection is examined formally, which stops the notice's clock, or kept as a lead (R-PUB-04); the oldest first. */
export const ObjectionExaminationForm = (props: FormProps & { notice: NoticeView }) => {
  const { staffWords } = useNoticeWords();
  const open = props.notice.state.objections.find(({ status }) => status === 'OPEN');
  if (open === undefined) return <p>{staffWords.nothing}</p>;
  return <Examination key={open.objection} {...props} objection={open.objection} />;
};

const Examination = ({ path, notice, objection, onAnswer }: FormProps & { notice: NoticeView; objection: number }) => {
  const { staffWords } = useNoticeWords();
  const form = useForm<Values>({
    path: `${path}/objection-examinations`,
    initial: INITIAL,
    version: notice.version,
    bodyOf: ({ outcome, reasonCode, reasonText }) => {
      if (outcome === '') {
        return {
          errors: [{ rule: 'G-MALFORMED', pointer: '/outcome', text: staffWords.choose, source: undefined }],
        };
      }
      const reason = outcome === 'accept' ? {} : { reasonText, ...(reasonCode === '' ? {} : { reasonCode }) };
      return { body: { objection, outcome, ...reason } };
    },
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <h3>{staffWords.objection(objection)}</h3>
      <StoppedClock notice={notice} />
      <ObjectionPaper notice={notice} objection={objection} />
      <Choices<Outcome>
        legend={staffWords.examination}
        name="examination"
        options={[
          { value: 'accept', text: staffWords.accept },
          { value: 'set-aside', text: staffWords.setAside },
        ]}
        value={values.outcome === '' ? undefined : values.outcome}
        errors={at('/outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      {values.outcome === 'accept' ? <p className="quiet">{staffWords.acceptHint}</p> : null}
      {values.outcome === 'set-aside' ? <ReasonFields values={values} at={at} onChange={change} /> : null}
      <FormEnd {...form.end} pointers={['/outcome', '/reasonCode', '/reasonText']} label={staffWords.examine} />
    </form>
  );
};
