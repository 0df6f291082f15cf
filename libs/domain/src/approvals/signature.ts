import type { ApprovalEvent, DecideReview, Refusal, ReviewKind } from '#libs/contracts';
import { checkApprovedAmount } from '#libs/policy';
import { malformed } from './work.js';

/** One seat's signature, as the event tells it. */
export type Signature = Extract<ApprovalEvent, { type: 'review.signed' }>['data'];

/**
 * What a signature must say beside its outcome, and must not. A joint review that passes names both grants, the same from
 * both leaders (R-PAY-09); a designation names the number of the joint document, the same from both.
 */
export const checkSigningContent = (
  kind: ReviewKind,
  body: DecideReview,
  earlier: readonly Signature[],
): readonly Refusal[] => {
  if (body.outcome !== 'pass') return [];
  return [
    ...checkAmount('unionGrantFen', kind, body, earlier),
    ...checkAmount('healthGrantFen', kind, body, earlier),
    ...checkDocumentNo(kind, body, earlier),
  ];
};

const checkAmount = (
  field: 'unionGrantFen' | 'healthGrantFen',
  kind: ReviewKind,
  body: DecideReview,
  earlier: readonly Signature[],
): readonly Refusal[] => {
  const amount = body[field];
  if (kind !== 'joint-review') return amount === undefined ? [] : [unasked(`/${field}`)];
  if (amount === undefined) {
    return [malformed(`/${field}`, 'a joint review that passes names both grants', '联合评审通过时须填写两项补助金额')];
  }
  return earlier.flatMap((signature) =>
    signature[field] === null
      ? []
      : checkApprovedAmount({ approvedFen: signature[field], paidFen: amount }, `/${field}`),
  );
};

const checkDocumentNo = (kind: ReviewKind, body: DecideReview, earlier: readonly Signature[]): readonly Refusal[] => {
  if (kind !== 'designation') return body.documentNo === undefined ? [] : [unasked('/documentNo')];
  if (body.documentNo === undefined) {
    return [malformed('/documentNo', 'a designation names the joint document', '认定须填写联合发文文号')];
  }
  const other = earlier.find(({ documentNo }) => documentNo !== null && documentNo !== body.documentNo);
  if (other === undefined) return [];
  const signed = other.documentNo ?? '';
  return [malformed('/documentNo', `the other leader signed ${signed}`, `另一方签发的文号为${signed}`)];
};

const unasked = (pointer: string): Refusal =>
  malformed(pointer, 'this review does not ask for it', '该环节不需要填写此项');
