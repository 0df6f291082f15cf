import type { Refusal } from '#libs/contracts';
import { workingDaysBetween } from '#libs/calendar';
import {
  checkAppendOnly,
  checkAuditor,
  checkComparison,
  checkContractParty,
  checkCountedOnce,
  checkEvaluations,
  checkEvidence,
  checkExpenseDates,
  checkInvoiceBuyer,
  checkInvoiceUnused,
  checkMasked,
  checkNoChildData,
  checkNoOpenObjection,
  checkNoSeriousIncident,
  checkNotFrozen,
  checkNotIndividual,
  checkNoticeContent,
  checkNoticeLength,
  checkObjectionNamed,
  checkRecoveryInTime,
  checkRenewalWindow,
  checkReportFrozen,
  checkReportInTime,
  checkSelfInspections,
  checkStaffChildrenOnly,
  freezesGrant,
  validityNotice,
  validTo,
  type FundStandards,
} from '#libs/policy';
import { dutyRule } from './procedure-judges.js';
import type { RuleCase } from './rule-case.js';
import { allGiven, eachOf, judged, type JudgeRule, type JudgeTable } from './rule-judge.js';
import { textsOf } from './case-texts.js';

const AT = '/grant/expense';

const joined = (...found: readonly (readonly Refusal[] | undefined)[]): readonly Refusal[] | undefined => {
  const given = found.filter((one) => one !== undefined);
  return given.length === 0 ? undefined : given.flat();
};

const buyer = ({ grant, union }: RuleCase): readonly Refusal[] | undefined => {
  const { buyerName, buyerUscc } = grant?.expense?.invoice ?? {};
  const facts = { buyerName, buyerUscc, unionName: union?.name, unionUscc: union?.uscc };
  return allGiven(facts) ? checkInvoiceBuyer(facts, `${AT}/invoice`) : undefined;
};

const expenseDates = ({ grant, committee }: RuleCase): readonly Refusal[] | undefined => {
  const { invoice, paymentDate: paidOn, usableFrom, usableTo, decidedOn } = grant?.expense ?? {};
  const facts = { invoicedOn: invoice?.date ?? paidOn, paidOn: paidOn ?? invoice?.date, usableFrom, usableTo };
  return allGiven(facts)
    ? checkExpenseDates({ ...facts, decidedOn: decidedOn ?? committee?.meetingDate }, AT)
    : undefined;
};

const payee = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const { payeeKind, payeeUscc, contractUscc } = grant?.expense ?? {};
  const parties = { payeeUscc, contractUscc };
  return joined(
    payeeKind === undefined ? undefined : checkNotIndividual(payeeKind, `${AT}/payeeKind`),
    allGiven(parties) ? checkContractParty(parties, `${AT}/payeeUscc`) : undefined,
  );
};

const evidence = ({ grant }: RuleCase, standards: FundStandards): readonly Refusal[] | undefined => {
  const facts = { line: grant?.expense?.line, evidence: grant?.expense?.evidence };
  return allGiven(facts) ? checkEvidence(facts, standards, `${AT}/evidence`) : undefined;
};

const staffChildren = ({ grant }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { line: grant?.expense?.line, otherChildrenMonths: grant?.expense?.otherChildrenMonths };
  return allGiven(facts) ? checkStaffChildrenOnly(facts, `${AT}/otherChildrenMonths`) : undefined;
};

const auditor = (given: RuleCase): readonly Refusal[] | undefined =>
  joined(
    given.audit?.auditor === undefined
      ? undefined
      : checkAuditor({ auditor: given.audit.auditor, involved: given.audit.involved ?? [] }, '/audit/auditor'),
    dutyRule(given, 'R-AUD-02'),
  );

const noticeLength = ({ notice }: RuleCase, min: number): readonly Refusal[] | undefined => {
  const facts = { from: notice?.openedOn, to: notice?.endsOn };
  return allGiven(facts)
    ? checkNoticeLength(workingDaysBetween(facts.from, facts.to), min, '/notice/endsOn')
    : undefined;
};

const reportFrozen = ({ statistics }: RuleCase): readonly Refusal[] | undefined =>
  statistics?.now === undefined
    ? undefined
    : checkReportFrozen(statistics.submitted, statistics.now, '/statistics/now');

const countedOnce = ({ statistics }: RuleCase): readonly Refusal[] | undefined =>
  joined(
    statistics?.countedUnits === undefined
      ? undefined
      : checkCountedOnce(statistics.countedUnits, '/statistics/countedUnits'),
    statistics?.countedEmployers === undefined
      ? undefined
      : checkCountedOnce(statistics.countedEmployers, '/statistics/countedEmployers'),
  );

/** The notice of a designation; where a last day is stated already, only when it is another. */
const validity: JudgeRule = ({ life }, { parameters }) => {
  if (life?.designatedOn === undefined) return undefined;
  const years = parameters.siteValidityYears;
  return life.validTo === validTo(life.designatedOn, years)
    ? []
    : validityNotice(life.designatedOn, years, '/life/validTo');
};

const childData = (given: RuleCase): readonly Refusal[] | undefined => {
  const texts = textsOf(given);
  return texts.length === 0 ? undefined : checkNoChildData(texts);
};

/** R-EXP, R-AUD, R-PUB. */
const SPENT_AND_SHOWN = {
  'R-EXP-01': judged(buyer),
  'R-EXP-02': judged(({ grant }) => {
    const { invoice, claimedInvoices } = grant?.expense ?? {};
    return invoice?.number === undefined || claimedInvoices === undefined
      ? undefined
      : checkInvoiceUnused(invoice.number, claimedInvoices, `${AT}/invoice/number`);
  }),
  'R-EXP-03': judged(expenseDates),
  'R-EXP-04': judged(payee),
  'R-EXP-05': judged((given, { parameters }) => evidence(given, parameters.funds), 'funds'),
  'R-EXP-06': judged(({ grant }, { parameters }) => {
    const { contractFen, quotes = 0, competition = false } = grant?.expense ?? {};
    return contractFen === undefined
      ? undefined
      : checkComparison({ contractFen, quotes, competition }, parameters.funds, `${AT}/contractFen`);
  }, 'funds'),
  'R-EXP-07': judged(staffChildren),
  'R-AUD-01': judged(
    ({ audit, date }, { parameters }) =>
      audit?.periodEndsOn === undefined
        ? undefined
        : checkReportInTime(
            {
              from: audit.periodEndsOn,
              days: parameters.term.performanceReportDays,
              doneOn: audit.reportedOn,
              today: date,
            },
            '/audit/reportedOn',
          ),
    'term',
  ),
  'R-AUD-02': judged(auditor),
  'R-AUD-03': judged(({ audit }) =>
    audit?.finding === undefined ? undefined : checkNotFrozen(freezesGrant(audit.finding), '/audit/finding'),
  ),
  'R-AUD-04': judged(({ audit }) =>
    audit?.records === undefined
      ? undefined
      : checkAppendOnly(audit.records.before, audit.records.after, '/audit/records/after'),
  ),
  'R-AUD-05': judged(
    ({ audit, date }, { parameters }) =>
      audit?.recovery === undefined
        ? undefined
        : checkRecoveryInTime(
            {
              from: audit.recovery.orderedOn,
              days: parameters.recoveryCalendarDays,
              doneOn: audit.recovery.repaidOn,
              today: date,
            },
            '/audit/recovery/repaidOn',
          ),
    'recoveryCalendarDays',
  ),
  'R-PUB-01': judged((given, { parameters }) => noticeLength(given, parameters.deadlines.publicity), 'deadlines'),
  'R-PUB-02': judged(({ notice }) =>
    notice?.content === undefined ? undefined : checkNoticeContent(notice.content, '/notice/content'),
  ),
  'R-PUB-03': judged(({ notice }) =>
    notice?.openObjections === undefined
      ? undefined
      : checkNoOpenObjection(notice.openObjections, '/notice/openObjections'),
  ),
  'R-PUB-04': judged(({ notice }) =>
    notice?.objection === undefined
      ? undefined
      : checkObjectionNamed(notice.objection.named, '/notice/objection/named'),
  ),
} satisfies JudgeTable;

/** R-LIFE but for its bar, R-PRIV, R-STAT. */
const YEARS_AND_FIGURES = {
  'R-LIFE-01': judged(validity, 'siteValidityYears'),
  'R-LIFE-02': judged(({ life }, { parameters }) => {
    const facts = { appliedOn: life?.renewalAppliedOn, validTo: life?.validTo };
    return allGiven(facts) ? checkRenewalWindow(facts, parameters.term, '/life/renewalAppliedOn') : undefined;
  }, 'term'),
  'R-LIFE-03': judged(({ life }) =>
    eachOf(life?.incidents, ({ serious }, at) => checkNoSeriousIncident(serious, `/life/incidents/${at}/serious`)),
  ),
  'R-LIFE-04': judged(
    ({ life, date }, { parameters }) =>
      life?.selfInspections === undefined
        ? undefined
        : checkSelfInspections(
            { ...life.selfInspections, today: date },
            parameters.term,
            '/life/selfInspections/doneOn',
          ),
    'term',
  ),
  'R-LIFE-05': judged(
    ({ life }, { parameters }) =>
      life?.evaluations === undefined
        ? undefined
        : checkEvaluations(life.evaluations, parameters.term, '/life/evaluations'),
    'term',
  ),
  'R-PRIV-01': judged(childData),
  'R-PRIV-02': judged(({ privacy }) =>
    eachOf(privacy?.shown, (one, at) => checkMasked(one, `/privacy/shown/${at}/shown`)),
  ),
  'R-STAT-01': judged(reportFrozen),
  'R-STAT-02': judged(countedOnce),
} satisfies JudgeTable;

export const USE_JUDGES = { ...SPENT_AND_SHOWN, ...YEARS_AND_FIGURES } satisfies JudgeTable;
