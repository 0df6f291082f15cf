import { Input, Button } from 'antd';
import { SETTLEMENT_METHODS, type GrantView, type ReasonCode, type SettlementMethod } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { Choices, Field } from './field.part.js';
import { FormEnd } from './form-end.part.js';
import { ReasonFields } from './reason-fields.part.js';
import { useForm, type FormProps } from './use-form.part.js';
import { GrantFacts, amountOf } from './grant-facts.part.js';

type PaymentAction = 'order' | 'check' | 'approval';

type Values = Readonly<{
  purpose: string;
  method: SettlementMethod;
  overrideCnaps: string;
  sendsBack: boolean;
}>;

const INITIAL: Values = { purpose: '', method: 'TRANSFER', overrideCnaps: '', sendsBack: false };

const bodyOf = (action: PaymentAction, amountFen: number, values: Values): unknown => {
  const { purpose, method, overrideCnaps } = values;
  switch (action) {
    case 'order':
      return { amountFen, use: 'DEMO_SITE_SUBSIDY', method, purpose: purpose.trim() };
    case 'check':
      return overrideCnaps.trim() === '' ? {} : { overrideCnaps: overrideCnaps.trim() };
    case 'approval':
      return { amountFen };
  }
};

/** Making, checking and approving a payment order: three people, one amount that none of them types. */
export const PaymentForm = ({ grant, action, ...form }: FormProps & { grant: GrantView; action: PaymentAction }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const amountFen = amountOf(grant);
  const forward = useForm({
    initial: INITIAL,
    version: grant.version,
    onAnswer: form.onAnswer,
    path: `${form.path}/${action}`,
    bodyOf: (values) => ({ body: bodyOf(action, amountFen, values) }),
  });
  const { values, change, at } = forward;
  if (values.sendsBack) return <SendBackForm {...form} grant={grant} onCancel={() => change({ sendsBack: false })} />;
  return (
    <form onSubmit={forward.submit} noValidate>
      <GrantFacts grant={grant} />
      {action === 'order' ? (
        <>
          <Choices
            legend={decisionWords.method}
            name="method"
            options={SETTLEMENT_METHODS.map((value) => ({ value, text: words.office.methods[value] }))}
            value={values.method}
            errors={at('/method')}
            onChange={(method) => change({ method })}
          />
          <Field label={decisionWords.purpose} hint={decisionWords.purposeHint} errors={at('/purpose')}>
            {(control) => (
              <Input
                {...control}
                value={values.purpose}
                onChange={(event) => change({ purpose: event.target.value })}
              />
            )}
          </Field>
        </>
      ) : null}
      {action === 'check' ? (
        <Field label={decisionWords.overrideCnaps} hint={decisionWords.overrideHint} errors={at('/overrideCnaps')}>
          {(control) => (
            <Input
              {...control}
              value={values.overrideCnaps}
              onChange={(event) => change({ overrideCnaps: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <FormEnd
        {...forward.end}
        pointers={['/method', '/purpose', '/overrideCnaps']}
        label={decisionWords.paymentActions[action]}
      />
      {action === 'order' ? null : (
        <Button onClick={() => change({ sendsBack: true })}>{decisionWords.sendBack}</Button>
      )}
    </form>
  );
};

interface SendBackProps extends FormProps {
  readonly grant: GrantView;
  readonly onCancel: () => void;
}

/** Checker or approver gives the order back to the maker, with a reason. */
const SendBackForm = ({ path, grant, onAnswer, onCancel }: SendBackProps) => {
  const words = useDecisionWords();
  const form = useForm<ReasonOfReturn>({
    path: `${path}/return`,
    initial: { reasonCode: '', reasonText: '' },
    version: grant.version,
    bodyOf: ({ reasonCode, reasonText }) => ({
      body: { ...(reasonCode === '' ? {} : { reasonCode }), reasonText: reasonText.trim() },
    }),
    onAnswer,
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <GrantFacts grant={grant} />
      <ReasonFields values={form.values} at={form.at} onChange={form.change} />
      <FormEnd {...form.end} pointers={['/reasonCode', '/reasonText']} label={words.sendBack} />
      <Button onClick={onCancel}>{words.cancel}</Button>
    </form>
  );
};

type ReasonOfReturn = Readonly<{ reasonCode: ReasonCode | ''; reasonText: string }>;
