import { Input } from 'antd';
import { REVIEW_SEATS, type AttachmentCode, type ReviewOutcome, type ReviewView } from '#libs/contracts';
import { roleName } from '../shell/office-name.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { Choices, Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { ReasonFields } from './reason-fields.part.js';
import { DefectChecklist } from './defect-checklist.part.js';
import { reviewBody, trialBody, type ReviewValues } from './review-body.view.js';
import { RuleChecks } from './rule-checks.part.js';
import { useForm, type FormProps } from './use-form.part.js';
import { yuanText } from './yuan.view.js';

interface Props extends FormProps {
  readonly review: ReviewView;
  readonly planItems: readonly AttachmentCode[];
}

const POINTERS = [
  '/outcome',
  '/reasonCode',
  '/reasonText',
  '/defects',
  '/unionGrantFen',
  '/healthGrantFen',
  '/documentNo',
];

/** 通过, 退回补正, 不予通过 or 暂缓, each with what belongs to it. */
export const ReviewDecisionForm = ({ task, path, review, planItems, onAnswer }: Props) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { kind, facts } = review.state;
  const initial: ReviewValues = {
    outcome: '',
    reasonCode: '',
    reasonText: '',
    defects: [],
    unionYuan: yuanText(facts?.requestedUnionFen ?? 0),
    healthYuan: yuanText(facts?.requestedHealthFen ?? 0),
    documentNo: '',
  };
  const form = useForm({
    path: `${path}/decision`,
    initial,
    version: review.version,
    bodyOf: (values) => reviewBody(kind, values, { language: words.language, choose: decisionWords.chooseOutcome }),
    onAnswer,
  });
  const { values, change, at } = form;
  const outcomes: readonly ReviewOutcome[] = REVIEW_SEATS[kind].outcomes;
  const trial = trialBody(kind, { union: facts?.requestedUnionFen ?? 0, health: facts?.requestedHealthFen ?? 0 });
  return (
    <form onSubmit={form.submit} noValidate>
      <Signatures review={review} />
      <RuleChecks path={`${path}/decision`} version={task.version} body={trial} />
      <Choices
        legend={decisionWords.outcome}
        name="outcome"
        options={outcomes.map((value) => ({ value, text: words.office.outcomes[value] }))}
        value={values.outcome === '' ? undefined : values.outcome}
        errors={at('/outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      {values.outcome === 'pass' && kind === 'joint-review' ? <Amounts form={form} /> : null}
      {values.outcome === 'pass' && kind === 'designation' ? (
        <Field label={decisionWords.documentNo} errors={at('/documentNo')}>
          {(control) => (
            <Input
              {...control}
              value={values.documentNo}
              onChange={(event) => change({ documentNo: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {values.outcome === 'return' ? (
        <DefectChecklist
          attachments={planItems}
          defects={values.defects}
          at={at}
          onChange={(defects) => change({ defects })}
        />
      ) : null}
      {values.outcome === 'reject' || values.outcome === 'defer' ? (
        <ReasonFields values={values} at={at} onChange={change} />
      ) : null}
      <FormEnd {...form.end} pointers={POINTERS} label={decisionWords.sign} danger={values.outcome === 'reject'} />
    </form>
  );
};

interface AmountsProps {
  readonly form: {
    readonly values: ReviewValues;
    readonly change: (changes: Partial<ReviewValues>) => void;
    readonly at: ReturnType<typeof useForm<ReviewValues>>['at'];
  };
}

/** Both grants as asked for, to be lowered where the leaders agree on less. */
const Amounts = ({ form: { values, change, at } }: AmountsProps) => {
  const words = useDecisionWords();
  return (
    <>
      <Field label={words.unionGrant} hint={words.yuan} errors={at('/unionGrantFen')}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={values.unionYuan}
            onChange={(event) => change({ unionYuan: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.healthGrant} hint={words.yuan} errors={at('/healthGrantFen')}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            value={values.healthYuan}
            onChange={(event) => change({ healthYuan: event.target.value })}
          />
        )}
      </Field>
    </>
  );
};

/** Who has signed before, and what: the leader decides, whatever the reviewer thought. */
const Signatures = ({ review }: { review: ReviewView }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { signatures } = review.state;
  if (signatures.length === 0) return null;
  return (
    <div className="signatures">
      <h3>{decisionWords.signatures}</h3>
      <ul>
        {signatures.map(({ role, outcome, signedOn, unionGrantFen, healthGrantFen }) => (
          <li key={`${role} ${signedOn}`}>
            {roleName(role, words.language)}：<strong>{words.office.outcomes[outcome]}</strong>
            {unionGrantFen === null ? '' : ` · ${decisionWords.unionGrant} ${words.money(unionGrantFen)}`}
            {healthGrantFen === null ? '' : ` · ${decisionWords.healthGrant} ${words.money(healthGrantFen)}`} ·{' '}
            {words.date(signedOn)}
          </li>
        ))}
      </ul>
    </div>
  );
};
