import { Alert } from 'antd';
import { EIGHT_PROHIBITIONS } from '#libs/policy';
import { useApplication } from '../cases/cases.api.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { ErrorLines } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** The wording of F9 that is signed. */
const TEXT_VERSION = '2026-01';
const DECLARATIONS = ['truthful', 'responsibility', 'priceCommitment', 'consentToInspectionAndPublicity'] as const;

type Values = Readonly<{ ticked: readonly string[] }>;

/** The chair hands in the plan that the committee decided on, and confirms each declaration by itself (R-FUND-15). */
export const SubmissionForm = ({ task, path, onAnswer }: FormProps) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { data: application } = useApplication(task.caseId);
  const initial: Values = { ticked: [] };
  const form = useForm({
    path: `${path}/submission`,
    initial,
    version: task.version,
    bodyOf: ({ ticked }) => {
      const open = DECLARATIONS.filter((name) => !ticked.includes(name));
      if (open.length > 0) {
        const text = decisionWords.confirmEach;
        return {
          errors: open.map((name) => ({ rule: 'F9', pointer: `/declarations/${name}`, text, source: undefined })),
        };
      }
      const eightProhibitions = EIGHT_PROHIBITIONS.map(({ code }) => code).filter((code) => ticked.includes(code));
      const agreed = Object.fromEntries(DECLARATIONS.map((name) => [name, true]));
      return {
        body: {
          planHash: application?.plan?.hash,
          declarations: { textVersion: TEXT_VERSION, ...agreed, eightProhibitions },
        },
      };
    },
    onAnswer,
  });
  const { ticked } = form.values;
  const toggle = (name: string, on: boolean): void =>
    form.change({ ticked: on ? [...ticked, name] : ticked.filter((other) => other !== name) });
  const tick = (name: string, text: string) => (
    <li key={name}>
      <label className="check">
        <input
          type="checkbox"
          checked={ticked.includes(name)}
          onChange={(event) => toggle(name, event.target.checked)}
        />
        <span>{text}</span>
      </label>
      <ErrorLines errors={form.at(`/declarations/${name}`)} />
    </li>
  );
  return (
    <form onSubmit={form.submit} noValidate>
      <Alert type="info" showIcon title={decisionWords.submissionHint} />
      <fieldset>
        <legend>{decisionWords.declarationsTitle}</legend>
        <ul>{DECLARATIONS.map((name) => tick(name, decisionWords.declarations[name]))}</ul>
      </fieldset>
      <fieldset>
        <legend>{decisionWords.eightTitle}</legend>
        <ErrorLines errors={form.at('/declarations/eightProhibitions')} />
        <ul>{EIGHT_PROHIBITIONS.map((each) => tick(each.code, each[words.language]))}</ul>
      </fieldset>
      <FormEnd
        {...form.end}
        pointers={[...DECLARATIONS.map((name) => `/declarations/${name}`), '/declarations/eightProhibitions']}
        label={decisionWords.submitApplication}
      />
    </form>
  );
};

/** The corrected plan goes back to where it was returned. */
export const ResubmissionForm = ({ task, path, onAnswer }: FormProps) => {
  const words = useDecisionWords();
  const { data: application } = useApplication(task.caseId);
  const form = useForm({
    path: `${path}/resubmission`,
    initial: {},
    version: task.version,
    bodyOf: () => ({ body: { planHash: application?.plan?.hash } }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <p>{words.resubmissionHint}</p>
      <FormEnd {...form.end} pointers={[]} label={words.resubmit} />
    </form>
  );
};
