/** How the scripted bank treats an order: pays it, gives it back with a reason, or never says a word. */
export type BankOutcome =
  | { readonly status: 'settled' }
  | { readonly status: 'returned'; readonly reason: string }
  | { readonly status: 'silent' };

/** Applies when the payee's account number ends like this, or when the account name matches. */
type ScriptLine = { readonly outcome: BankOutcome } & (
  { readonly accountNoEnds: string } | { readonly accountName: RegExp }
);

/**
 * The script, first match counts. As data, so that a demonstration reads off what will happen. The rules admit an account
 * name that differs from the union's in spaces (R-PAY-01); the bank has its customers' names without any.
 */
export const BANK_SCRIPT: readonly ScriptLine[] = [
  { accountNoEnds: '9001', outcome: { status: 'returned', reason: '户名不符' } },
  { accountNoEnds: '9002', outcome: { status: 'returned', reason: '收款账户状态异常' } },
  { accountNoEnds: '9003', outcome: { status: 'returned', reason: '收款账号不存在' } },
  { accountNoEnds: '9004', outcome: { status: 'silent' } },
  { accountName: /\s/u, outcome: { status: 'returned', reason: '户名不符' } },
];

/** What the script says of an order to this payee; without a line of its own it is paid. */
export const outcomeFor = (payee: { readonly accountNo: string; readonly accountName: string }): BankOutcome =>
  BANK_SCRIPT.find((line) =>
    'accountNoEnds' in line ? payee.accountNo.endsWith(line.accountNoEnds) : line.accountName.test(payee.accountName),
  )?.outcome ?? { status: 'settled' };
