import {
  PLAN_SECTIONS,
  type AttachmentCode,
  type PlanItem,
  type ReasonCode,
  type Refusal,
  type ReviewKind,
  type ReviewOutcome,
} from '#libs/contracts';
import { checkDefects, checkNegativeDecision, isRuleId, renderRule } from '#libs/policy';
import { sourceOf, type Language, type ShownError } from '../api/field-errors.view.js';
import { parseYuan } from './yuan.view.js';

/** A ticked line of the checklist. */
export interface DefectLine {
  readonly item: PlanItem;
  readonly reasonCode: ReasonCode | '';
  readonly text: string;
}

/** What stands in the form of a review; only what belongs to the outcome goes out. */
export interface ReviewValues {
  readonly outcome: ReviewOutcome | '';
  readonly reasonCode: ReasonCode | '';
  readonly reasonText: string;
  readonly defects: readonly DefectLine[];
  readonly unionYuan: string;
  readonly healthYuan: string;
  readonly documentNo: string;
}

/** What can be ticked: the parts of the plan, then the attachments that were handed in. */
export const defectItems = (attachments: readonly AttachmentCode[]): readonly PlanItem[] => [
  ...PLAN_SECTIONS,
  ...new Set(attachments),
];

/** A rule as it is shown when the page itself applies it. */
export const shownRefusal = ({ rule, pointer, params }: Refusal, language: Language): ShownError => ({
  rule,
  pointer,
  text: isRuleId(rule) ? renderRule(rule, params)[language] : rule,
  source: sourceOf(rule),
});

const reasonsOf = ({ outcome, reasonCode, reasonText, defects }: ReviewValues): readonly Refusal[] => {
  if (outcome === 'return') return checkDefects(defects);
  return outcome === 'pass' ? [] : checkNegativeDecision({ positive: false, reasonCode, reasonText });
};

const amountsOf = (kind: ReviewKind, { unionYuan, healthYuan, documentNo }: ReviewValues): object => {
  if (kind === 'joint-review') return { unionGrantFen: parseYuan(unionYuan), healthGrantFen: parseYuan(healthYuan) };
  return kind === 'designation' && documentNo.trim() !== '' ? { documentNo: documentNo.trim() } : {};
};

/** The command's body; what the rules already say against the input comes back in its place. */
export const reviewBody = (
  kind: ReviewKind,
  values: ReviewValues,
  { language, choose }: { readonly language: Language; readonly choose: string },
): { readonly body: unknown } | { readonly errors: readonly ShownError[] } => {
  const { outcome, reasonCode, reasonText, defects } = values;
  if (outcome === '')
    return { errors: [{ rule: 'G-MALFORMED', pointer: '/outcome', text: choose, source: undefined }] };
  const errors = reasonsOf(values).map((one) => shownRefusal(one, language));
  if (errors.length > 0) return { errors };
  if (outcome === 'pass') return { body: { outcome, ...amountsOf(kind, values) } };
  if (outcome === 'return') return { body: { outcome, defects } };
  return { body: { outcome, reasonCode, reasonText: reasonText.trim() } };
};

/** What a `pass` would be tried with, to see what the rules say before anybody decides. */
export const trialBody = (
  kind: ReviewKind,
  requested: { readonly union: number; readonly health: number },
): unknown => {
  if (kind === 'joint-review')
    return { outcome: 'pass', unionGrantFen: requested.union, healthGrantFen: requested.health };
  return kind === 'designation' ? { outcome: 'pass', documentNo: '-' } : { outcome: 'pass' };
};
