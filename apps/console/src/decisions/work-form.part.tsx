import type { AttachmentCode } from '#libs/contracts';
import type { Work } from '../cases/cases.api.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { HandoverForm } from './handover.form.js';
import { InspectionReportForm } from './inspection-report.form.js';
import { InspectionSignatureForm } from './inspection-signature.form.js';
import { InspectionVisitForm } from './inspection-visit.form.js';
import { PaymentForm } from './payment.form.js';
import { FilingReceiptForm } from './filing-receipt.form.js';
import { ReviewDecisionForm } from './review-decision.form.js';
import type { FormProps } from './use-form.part.js';
import { VoucherForm } from './voucher.form.js';

interface Props extends FormProps {
  readonly work: Work | null;
  readonly planItems: readonly AttachmentCode[];
}

/** The form by which a task is done; where it is done elsewhere, a sentence that says so. */
export const WorkForm = ({ work, planItems, ...form }: Props) => {
  const words = useDecisionWords();
  const { action } = form.task;
  if (work?.noun === 'review' && action === 'decision') {
    return <ReviewDecisionForm {...form} review={work.view} planItems={planItems} />;
  }
  if (work?.noun === 'review' && action === 'handover') return <HandoverForm {...form} review={work.view} />;
  if (work?.noun === 'filing' && action === 'receipt') return <FilingReceiptForm {...form} filing={work.view} />;
  if (work?.noun === 'inspection' && action === 'visit')
    return <InspectionVisitForm {...form} inspection={work.view} />;
  if (work?.noun === 'inspection' && action === 'report')
    return <InspectionReportForm {...form} inspection={work.view} />;
  if (work?.noun === 'inspection' && action === 'signature') {
    return <InspectionSignatureForm {...form} inspection={work.view} />;
  }
  if (work?.noun === 'grant' && action === 'voucher') return <VoucherForm {...form} grant={work.view} />;
  if (work?.noun === 'grant' && (action === 'order' || action === 'check' || action === 'approval')) {
    return <PaymentForm {...form} grant={work.view} action={action} />;
  }
  return <p className="quiet">{words.elsewhere}</p>;
};
