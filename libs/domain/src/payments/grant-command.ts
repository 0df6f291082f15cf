import type {
  ApprovePayment,
  AuditGrant,
  CancelGrant,
  CheckPayment,
  CloseFinding,
  CorrectPayee,
  CountersignReport,
  MakePayment,
  OpenFinding,
  OrderRecovery,
  PlanGrant,
  RaiseAlarm,
  RecordBankResult,
  RecordGrantReceipt,
  RecordVoucher,
  RegisterExpense,
  ReportPerformance,
  SendBackPayment,
  SettleExpense,
} from '#libs/contracts';

/** What is done to a grant. Hashes name the documents that hold what people wrote; the log holds only the hashes. */
export type GrantCommand =
  | ({ readonly type: 'plan'; readonly payeeHash: string | null } & PlanGrant)
  | ({ readonly type: 'make'; readonly purposeHash: string } & MakePayment)
  | ({ readonly type: 'check'; readonly cnapsOverrideHash: string | null } & CheckPayment)
  | ({ readonly type: 'approve' } & ApprovePayment)
  | ({ readonly type: 'send-back'; readonly reasonHash: string } & SendBackPayment)
  | { readonly type: 'instruct' }
  | ({ readonly type: 'bank-result'; readonly paymentKey: string; readonly reasonHash: string } & RecordBankResult)
  | ({ readonly type: 'correct-payee'; readonly payeeHash: string } & CorrectPayee)
  | ({ readonly type: 'voucher' } & RecordVoucher)
  | ({ readonly type: 'cancel'; readonly reasonHash: string } & CancelGrant)
  | ({ readonly type: 'alarm' } & RaiseAlarm)
  | GrantUseCommand;

/** What is done with the money of a paid grant. */
export type GrantUseCommand =
  | ({ readonly type: 'expense'; readonly claimHash: string } & RegisterExpense)
  | ({ readonly type: 'settle-expense'; readonly reasonHash: string | null } & SettleExpense)
  | ({ readonly type: 'finding'; readonly textHash: string } & OpenFinding)
  | ({ readonly type: 'close-finding'; readonly textHash: string } & CloseFinding)
  | ({ readonly type: 'report'; readonly reportHash: string } & ReportPerformance)
  | ({ readonly type: 'countersign-report' } & CountersignReport)
  | ({ readonly type: 'audit'; readonly opinionHash: string } & AuditGrant)
  | { readonly type: 'close' }
  | ({ readonly type: 'order-recovery'; readonly reasonHash: string } & OrderRecovery)
  | ({ readonly type: 'receipt' } & RecordGrantReceipt);
