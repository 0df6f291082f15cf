import { useDecisionWords } from '../wording/decision-words.part.js';
import { FormEnd } from './form-end.part.js';
import { TextField } from './text-field.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** A deferred case is taken up again, with a reason if there is one to be told. */
export const ResumptionForm = ({ task, path, onAnswer }: FormProps) => {
  const words = useDecisionWords();
  const form = useForm({
    path: `${path}/resumption`,
    initial: { reasonText: '' },
    version: task.version,
    bodyOf: ({ reasonText }) => ({ body: reasonText.trim() === '' ? {} : { reasonText: reasonText.trim() } }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <TextField
        label={words.remark}
        errors={form.at('/reasonText')}
        value={form.values.reasonText}
        onChange={(reasonText) => form.change({ reasonText })}
      />
      <FormEnd {...form.end} pointers={['/reasonText']} label={words.resume} />
    </form>
  );
};
