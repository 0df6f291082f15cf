import type { InspectionView, ReasonCode } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Choices } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { InspectionSheetView } from './inspection-sheet.part.js';
import { ReasonFields } from './reason-fields.part.js';
import { useForm, type FormProps } from './use-form.part.js';

type Values = Readonly<{ outcome: 'confirm' | 'send-back' | ''; reasonCode: ReasonCode | ''; reasonText: string }>;

/** What both inspectors found to fail is final with the leader, or they look again. */
export const InspectionFailureForm = ({ path, inspection, onAnswer }: FormProps & { inspection: InspectionView }) => {
  const words = useDecisionWords();
  const initial: Values = { outcome: '', reasonCode: '', reasonText: '' };
  const { sheetHash } = inspection.state;
  const form = useForm({
    path: `${path}/failure`,
    initial,
    version: inspection.version,
    bodyOf: ({ outcome, reasonCode, reasonText }) =>
      outcome === ''
        ? { errors: [{ rule: 'G-MALFORMED', pointer: '/outcome', text: words.chooseOutcome, source: undefined }] }
        : { body: { outcome, sheetHash, ...(reasonCode === '' ? {} : { reasonCode }), reasonText: reasonText.trim() } },
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <InspectionSheetView inspection={inspection} />
      <Choices
        legend={words.failure}
        name="failure"
        options={[
          { value: 'confirm', text: words.confirmFailure },
          { value: 'send-back', text: words.lookAgain },
        ]}
        value={values.outcome === '' ? undefined : values.outcome}
        errors={at('/outcome')}
        onChange={(outcome) => change({ outcome })}
      />
      <ReasonFields values={values} at={at} onChange={change} />
      <FormEnd {...form.end} pointers={['/outcome', '/reasonCode', '/reasonText']} label={words.sign} />
    </form>
  );
};
