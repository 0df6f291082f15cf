/** One order to the bank. The same key is the same order, however often it is sent (R-PAY-08). */
export interface BankOrder {
  readonly key: string;
  readonly amountFen: number;
  /** CNAPS code and account number as digits only. */
  readonly payee: { readonly accountName: string; readonly cnaps: string; readonly accountNo: string };
  readonly purpose: string;
}

/** The paying bank. What becomes of an order is reported later, by `POST /grants/by-key/:paymentKey/bank-result`. */
export abstract class BankGateway {
  /**
   * Hands the order in; resolves when the bank has taken it.
   * @throws ProblemError G-UNAVAILABLE when the bank cannot be reached or is not able: send the same order again
   * @throws ProblemError R-PAY-08 when the bank knows another order under this key, G-MALFORMED when it refuses the order
   */
  abstract send(order: BankOrder): Promise<{ readonly reference: string }>;
}
