import { Link } from 'react-router';
import type { AttachmentCode, InspectionView } from '#libs/contracts';
import type { Work } from '../cases/cases.api.js';
import { MeetingTask } from '../meetings/meeting-task.part.js';
import { ObjectionExaminationForm } from '../notices/objection-examination.form.js';
import { ObjectionFindingForm } from '../notices/objection-finding.form.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { RectificationForm } from './applicant-turn.form.js';
import { HandoverForm } from './handover.form.js';
import { InspectionFailureForm } from './inspection-failure.form.js';
import { InspectionReportForm } from './inspection-report.form.js';
import { InspectionSignatureForm } from './inspection-signature.form.js';
import { InspectionVisitForm } from './inspection-visit.form.js';
import { PaymentForm } from './payment.form.js';
import { FilingReceiptForm } from './filing-receipt.form.js';
import { ReviewDecisionForm } from './review-decision.form.js';
import type { FormProps } from './use-form.part.js';
import { ResumptionForm } from './resumption.form.js';
import { ResubmissionForm, SubmissionForm } from './submission.form.js';
import { VoucherForm } from './voucher.form.js';

interface Props extends FormProps {
  readonly work: Work | null;
  readonly planItems: readonly AttachmentCode[];
}

/** The form by which a task is done; where it is done elsewhere, a sentence that says so. */
export const WorkForm = ({ work, planItems, ...form }: Props) => {
  const words = useDecisionWords();
  const { action } = form.task;
  if (action === 'attention') return <p>{words.attention}</p>;
  if (work?.noun === 'review' && action === 'decision') {
    return <ReviewDecisionForm {...form} review={work.view} planItems={planItems} />;
  }
  if (work?.noun === 'review' && action === 'handover') return <HandoverForm {...form} review={work.view} />;
  if (work?.noun === 'filing' && action === 'receipt') return <FilingReceiptForm {...form} filing={work.view} />;
  if (work?.noun === 'inspection') return <InspectionForms {...form} inspection={work.view} />;
  if (work?.noun === 'notice' && action === 'objection-examinations') {
    return <ObjectionExaminationForm {...form} notice={work.view} />;
  }
  if (work?.noun === 'notice' && action === 'objection-decisions') {
    return <ObjectionFindingForm {...form} notice={work.view} />;
  }
  if (work?.noun === 'meeting') return <MeetingTask {...form} meeting={work.view} />;
  if (work?.noun === 'grant' && action === 'voucher') return <VoucherForm {...form} grant={work.view} />;
  if (work?.noun === 'grant' && (action === 'order' || action === 'check' || action === 'approval')) {
    return <PaymentForm {...form} grant={work.view} action={action} />;
  }
  return <ApplicationForms {...form} />;
};

const InspectionForms = (form: FormProps & { inspection: InspectionView }) => {
  const words = useDecisionWords();
  switch (form.task.action) {
    case 'visit':
      return <InspectionVisitForm {...form} />;
    case 'report':
      return <InspectionReportForm {...form} />;
    case 'signature':
      return <InspectionSignatureForm {...form} />;
    case 'failure':
      return <InspectionFailureForm {...form} />;
    default:
      return <p className="quiet">{words.elsewhere}</p>;
  }
};

const ApplicationForms = (form: FormProps) => {
  const words = useDecisionWords();
  switch (form.task.action) {
    case 'plan-versions':
      return <PlanLink caseId={form.task.caseId} />;
    case 'rectification':
      return <RectificationForm {...form} />;
    case 'submission':
      return <SubmissionForm {...form} />;
    case 'resubmission':
      return <ResubmissionForm {...form} />;
    case 'resumption':
      return <ResumptionForm {...form} />;
    default:
      return <p className="quiet">{words.elsewhere}</p>;
  }
};

/** The plan has a page of its own: it needs the room. */
const PlanLink = ({ caseId }: { caseId: string }) => {
  const planWords = usePlanFormWords();
  return (
    <>
      <p>{planWords.hint}</p>
      <Link className="button" to={`/cases/${caseId}/plan`}>
        {planWords.writePlan}
      </Link>
    </>
  );
};
