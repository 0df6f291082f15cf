import { Input } from 'antd';
import type { GrantView } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { GrantFacts, amountOf } from './grant-facts.part.js';
import { useForm, type FormProps } from './use-form.part.js';

/** The fiscal system has paid the health grant: its voucher's number and day. */
export const VoucherForm = ({ path, grant, onAnswer }: FormProps & { grant: GrantView }) => {
  const words = useDecisionWords();
  const form = useForm({
    path: `${path}/voucher`,
    initial: { voucherNo: '', paidOn: '' },
    version: grant.version,
    bodyOf: ({ voucherNo, paidOn }) => ({ body: { voucherNo: voucherNo.trim(), paidOn, amountFen: amountOf(grant) } }),
    onAnswer,
  });
  const { values, change, at } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <GrantFacts grant={grant} />
      <Field label={words.voucherNo} errors={at('/voucherNo')}>
        {(control) => (
          <Input
            {...control}
            value={values.voucherNo}
            onChange={(event) => change({ voucherNo: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.paidOn} errors={at('/paidOn')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={values.paidOn}
            onChange={(event) => change({ paidOn: event.target.value })}
          />
        )}
      </Field>
      <FormEnd {...form.end} pointers={['/voucherNo', '/paidOn']} label={words.record} />
    </form>
  );
};
