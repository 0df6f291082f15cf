/** How the scripted bank treats an order: pays it, gives it back with a reason, or never says a word. */
export type BankOutcome =
  | { readonly status: 'settled' }
  | { readonly status: 'returned'; readonly reason: string }
  | { readonly status: 'silent' };

interface ScriptLine {
  /** Applies when the payee's account number ends like this. The account name must be the payee's legal name (R-PAY-01). */
  readonly accountNoEnds: string;
  readonly outcome: BankOutcome;
}

/** The script, first match counts. As data, so that a demonstration reads off what will happen. */
export const BANK_SCRIPT: readonly ScriptLine[] = [
  { accountNoEnds: '9001', outcome: { status: 'returned', reason: '户名不符' } },
  { accountNoEnds: '9002', outcome: { status: 'returned', reason: '收款账户状态异常' } },
  { accountNoEnds: '9003', outcome: { status: 'returned', reason: '收款账号不存在' } },
  { accountNoEnds: '9004', outcome: { status: 'silent' } },
];

export const outcomeFor = (accountNo: string): BankOutcome =>
  BANK_SCRIPT.find((line) => accountNo.endsWith(line.accountNoEnds))?.outcome ?? { status: 'settled' };
