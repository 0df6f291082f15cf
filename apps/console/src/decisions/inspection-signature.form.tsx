import type { InspectionView } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { FormEnd } from './form-end.part.js';
import { InspectionSheetView } from './inspection-sheet.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** The second inspector reads the sheet as it was filled in, and signs exactly this one. */
export const InspectionSignatureForm = ({ path, inspection, onAnswer }: FormProps & { inspection: InspectionView }) => {
  const words = useDecisionWords();
  const form = useForm({
    path: `${path}/signature`,
    initial: {},
    version: inspection.version,
    bodyOf: () => ({ body: { sheetHash: inspection.state.sheetHash } }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <InspectionSheetView inspection={inspection} />
      <FormEnd {...form.end} pointers={[]} label={words.signSheet} />
    </form>
  );
};
