import type { GrantStatus, GrantView } from '#libs/contracts';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';

/** The approved amount, which no order may differ from (R-PAY-09). */
export const amountOf = ({ state }: GrantView): number => Number(state['amountFen'] ?? 0);

/** What is paid, to whom, and how far it is. */
export const GrantFacts = ({ grant }: { grant: GrantView }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const { payee, state } = grant;
  return (
    <dl className="fields">
      <div>
        <dt>{decisionWords.amount}</dt>
        <dd>
          <strong>{words.money(amountOf(grant))}</strong>
        </dd>
      </div>
      <div>
        <dt>{decisionWords.grantStatus}</dt>
        <dd>{words.office.grantStatuses[state.status as GrantStatus] ?? state.status}</dd>
      </div>
      {payee === null
        ? null
        : (['legalName', 'accountName', 'bankName', 'cnaps', 'accountNo'] as const).map((field) => (
            <div key={field}>
              <dt>{decisionWords.payee[field]}</dt>
              <dd>{payee[field]}</dd>
            </div>
          ))}
    </dl>
  );
};
