import { Input } from 'antd';
import type { FilingView, ReasonCode } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { Choices, Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { ReasonFields } from './reason-fields.part.js';
import { useForm, type FormProps } from './use-form.part.js';

type Values = Readonly<{
  result: 'receipt' | 'nonconformity';
  filingNo: string;
  receiptDate: string;
  filedName: string;
  filedAddress: string;
  filedPlaces: string;
  reasonCode: ReasonCode | '';
  reasonText: string;
}>;

const FIELDS = ['filingNo', 'receiptDate', 'filedName', 'filedAddress', 'filedPlaces'] as const;

const bodyOf = (values: Values): { body: unknown } => {
  if (values.result === 'nonconformity')
    return { body: { reasonCode: values.reasonCode, reasonText: values.reasonText } };
  const { filingNo, receiptDate, filedName, filedAddress, filedPlaces } = values;
  return { body: { filingNo, receiptDate, filedName, filedAddress, filedPlaces: Number(filedPlaces) } };
};

/** The receipt as it stands in the authority's own register; the applicant's statement stands beside each field. */
export const FilingReceiptForm = ({ path, filing, onAnswer }: FormProps & { filing: FilingView }) => {
  const words = useDecisionWords();
  const stated = filing.state.facts.filing;
  const initial: Values = {
    result: 'receipt',
    filingNo: '',
    receiptDate: '',
    filedName: '',
    filedAddress: '',
    filedPlaces: '',
    reasonCode: '',
    reasonText: '',
  };
  const statedAs: Readonly<Record<(typeof FIELDS)[number], string>> = {
    filingNo: stated.no,
    receiptDate: stated.receiptDate,
    filedName: stated.filedName,
    filedAddress: stated.filedAddress,
    filedPlaces: String(stated.filedPlaces),
  };
  const receipt = useForm({ path: `${path}/receipt`, initial, version: filing.version, bodyOf, onAnswer });
  const refusal = useForm({ path: `${path}/nonconformity`, initial, version: filing.version, bodyOf, onAnswer });
  const isReceipt = receipt.values.result === 'receipt';
  const form = isReceipt ? receipt : refusal;
  const choose = (result: Values['result']): void => {
    receipt.change({ result });
    refusal.change({ result });
  };
  return (
    <form onSubmit={form.submit} noValidate>
      <Choices
        legend={words.filingResult}
        name="result"
        options={[
          { value: 'receipt', text: words.filed },
          { value: 'nonconformity', text: words.notFiled },
        ]}
        value={receipt.values.result}
        onChange={choose}
      />
      {isReceipt ? (
        FIELDS.map((field) => (
          <Field
            key={field}
            label={words.filing[field]}
            hint={words.stated(statedAs[field])}
            errors={receipt.at(`/${field}`)}
          >
            {(control) => (
              <Input
                {...control}
                type={field === 'receiptDate' ? 'date' : 'text'}
                {...(field === 'filedPlaces' ? { inputMode: 'numeric' as const } : {})}
                value={receipt.values[field]}
                onChange={(event) => receipt.change({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))
      ) : (
        <ReasonFields values={refusal.values} at={refusal.at} onChange={refusal.change} />
      )}
      <FormEnd
        {...form.end}
        pointers={isReceipt ? FIELDS.map((field) => `/${field}`) : ['/reasonCode', '/reasonText']}
        label={isReceipt ? words.record : words.notify}
      />
    </form>
  );
};
