import { Input } from 'antd';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
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
      <Field label={words.remark} errors={form.at('/reasonText')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            value={form.values.reasonText}
            onChange={(event) => form.change({ reasonText: event.target.value })}
          />
        )}
      </Field>
      <FormEnd {...form.end} pointers={['/reasonText']} label={words.resume} />
    </form>
  );
};
