import { Input } from 'antd';
import type { InspectionView } from '#libs/contracts';
import { useOfficeCalendar } from '../calendar/office-calendar.api.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** The visit has taken place: whoever records it leads, the other inspector goes with him and signs. */
export const InspectionVisitForm = ({ path, inspection, onAnswer }: FormProps & { inspection: InspectionView }) => {
  const words = useDecisionWords();
  const today = useOfficeCalendar()?.today;
  const form = useForm({
    path: `${path}/visit`,
    initial: { visitedOn: '', companion: '' },
    version: inspection.version,
    bodyOf: ({ visitedOn, companion }) => ({ body: { visitedOn, companion: companion.trim() } }),
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <Field label={words.visitedOn} errors={at('/visitedOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            {...(today === undefined ? {} : { max: today })}
            value={values.visitedOn}
            onChange={(event) => change({ visitedOn: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.companion} hint={words.companionHint} errors={at('/companion')}>
        {(control) => (
          <Input
            {...control}
            value={values.companion}
            onChange={(event) => change({ companion: event.target.value })}
          />
        )}
      </Field>
      <FormEnd {...form.end} pointers={['/visitedOn', '/companion']} label={words.recordVisit} />
    </form>
  );
};
