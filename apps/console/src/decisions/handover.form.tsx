import type { ReviewView } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { FormEnd } from './form-end.part.js';
import { TextField } from './text-field.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** A program has the review: a person of the seat may take it over, with a reason. */
export const HandoverForm = ({ path, review, onAnswer }: FormProps & { review: ReviewView }) => {
  const words = useDecisionWords();
  const form = useForm({
    path: `${path}/handover`,
    initial: { reasonText: '' },
    version: review.version,
    bodyOf: ({ reasonText }) => ({ body: { reasonText: reasonText.trim() } }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <p>{words.handover}</p>
      <TextField
        label={words.reasonText}
        hint={words.reasonHint}
        errors={form.at('/reasonText')}
        value={form.values.reasonText}
        onChange={(reasonText) => form.change({ reasonText })}
      />
      <FormEnd {...form.end} pointers={['/reasonText']} label={words.takeOver} />
    </form>
  );
};
