import { useOf, type GrantState } from '#libs/domain';

const INVOICE = 'invoice/';
const RECEIPT = 'receipt/';

/** What an invoice is claimed under: one expense in the whole city (R-EXP-02). */
export const invoiceClaim = (invoiceNo: string): string => `${INVOICE}${invoiceNo}`;

/** What money that came back is claimed under, by the bank's reference (R-PAY-08). */
export const receiptClaim = (reference: string): string => `${RECEIPT}${reference}`;

/**
 * For the claim sweeper: a grant holds the invoices of its expenses that were not dropped, and the receipts that it has
 * recorded. Any other claim counts as held even before the birth of its owner: who claims a reservation plans under the same
 * id again, and a freed one could be lost to another grant in between.
 */
export const holdsGrantClaim = (_owner: string, state: unknown, value: string): boolean => {
  if (!value.startsWith(INVOICE) && !value.startsWith(RECEIPT)) return true;
  const grant = state as GrantState | undefined;
  if (grant === undefined || grant.status === 'NONE') return false;
  const { expenses, receipts = [] } = useOf(grant);
  return (
    expenses.some(({ invoiceNo, outcome }) => outcome !== 'dropped' && invoiceClaim(invoiceNo) === value) ||
    receipts.some(({ reference }) => receiptClaim(reference) === value)
  );
};
