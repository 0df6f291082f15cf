import type { Refusal } from '#libs/contracts';
import {
  addMonths,
  checkCreditCode,
  checkHealthAuthority,
  checkJointProvision,
  checkMobile,
  checkNoOpenApplication,
  checkNotBarred,
  checkOrganisationCode,
  checkPrefixFitsNature,
  checkRecommender,
  checkSiteUnused,
  checkUnionEstablished,
  checkUnionPrefix,
  checkUnit,
  healthAuthorityNotice,
  type RuleId,
} from '#libs/policy';
import type { RuleCase } from './rule-case.js';
import { allGiven, eachOf, judged, only, type JudgeTable } from './rule-judge.js';

type Placed = readonly (readonly [value: string | undefined, pointer: string])[];

const creditCodes = ({ employer, union, site, service, budget }: RuleCase): Placed => [
  [employer?.uscc, '/employer/uscc'],
  [union?.uscc, '/union/uscc'],
  [site?.uscc, '/site/uscc'],
  ...(service?.jointParties ?? []).map(({ uscc }, at) => [uscc, `/service/jointParties/${at}/uscc`] as const),
  ...(budget?.rows ?? []).map(({ supplierUscc }, at) => [supplierUscc, `/budget/rows/${at}/supplierUscc`] as const),
];

const mobiles = ({ employer, union, site }: RuleCase): Placed => [
  [employer?.contactMobile, '/employer/contactMobile'],
  [union?.chairMobile, '/union/chairMobile'],
  [site?.healthManager?.mobile, '/site/healthManager/mobile'],
];

const units = ({ employer, site }: RuleCase): Placed => [
  [employer?.registeredUnit, '/employer/registeredUnit'],
  [site?.siteUnit, '/site/siteUnit'],
];

const eachText = (texts: Placed, check: (text: string, pointer: string) => readonly Refusal[]) =>
  eachOf(texts, ([text, pointer]) => (text === undefined ? undefined : check(text, pointer)));

const codeRule = (rule: RuleId) =>
  judged((given) => eachText(creditCodes(given), (code, pointer) => only(rule, checkCreditCode(code, pointer))));

const recommended = ({ union }: RuleCase): readonly Refusal[] | undefined => {
  const { recommenderType, recommenderUnit, managingUnit, listedUnions = [] } = union ?? {};
  const facts = { recommenderType, recommenderUnit, managingUnit };
  return allGiven(facts) ? checkRecommender({ ...facts, listedUnions }, '/union/recommenderUnit') : undefined;
};

/** With the unit of the officer who verifies it is the check; without, the notice where the case goes. */
const healthAuthority = ({ site }: RuleCase): readonly Refusal[] | undefined => {
  const { siteUnit, officerUnit } = site ?? {};
  if (siteUnit === undefined) return undefined;
  return officerUnit === undefined
    ? healthAuthorityNotice(siteUnit, '/site/siteUnit')
    : checkHealthAuthority({ siteUnit, officerUnit }, '/site/officerUnit');
};

const joint = ({ employer, service, attachments }: RuleCase): readonly Refusal[] | undefined => {
  const { mode, jointParties } = service ?? {};
  if (mode !== 'JOINT') return undefined;
  return checkJointProvision(
    {
      mode,
      applicantUscc: employer?.uscc ?? '',
      partnerUsccs: (jointParties ?? []).map(({ uscc }) => uscc),
      agreementAttached: attachments?.includes('A14') ?? false,
    },
    '/service/jointParties',
  );
};

const siteUnused = ({ site, service }: RuleCase): readonly Refusal[] | undefined =>
  site?.siteCaseNo === undefined
    ? undefined
    : checkSiteUnused(
        {
          siteCaseNo: site.siteCaseNo ?? undefined,
          mode: service?.mode ?? 'SELF',
          isLead: service?.isLead ?? false,
        },
        '/site/siteCaseNo',
      );

/** R-ID, R-ORG, and the bar of R-LIFE-06, which is about who applies. */
export const IDENTITY_JUDGES = {
  'R-ID-01': codeRule('R-ID-01'),
  'R-ID-02': codeRule('R-ID-02'),
  'R-ID-03': judged(({ employer }) =>
    employer?.uscc === undefined || employer.nature === undefined
      ? undefined
      : checkPrefixFitsNature(employer.uscc, employer.nature, '/employer/uscc'),
  ),
  'R-ID-04': judged(({ union }) =>
    union?.uscc === undefined ? undefined : checkUnionPrefix(union.uscc, '/union/uscc'),
  ),
  'R-ID-05': judged((given) => eachText(creditCodes(given), checkOrganisationCode)),
  'R-ID-06': judged((given) => eachText(mobiles(given), checkMobile)),
  'R-ID-07': judged(({ employer }) =>
    employer === undefined ? undefined : checkNoOpenApplication(employer.openCaseNo, '/employer/openCaseNo'),
  ),
  'R-ID-08': judged(siteUnused),
  'R-ORG-01': judged((given) => eachText(units(given), checkUnit)),
  'R-ORG-02': judged(recommended),
  'R-ORG-03': judged(healthAuthority),
  'R-ORG-04': judged(joint),
  'R-ORG-05': judged(({ union, attachments }) =>
    union?.inOffice === undefined
      ? undefined
      : checkUnionEstablished(
          { registered: attachments?.includes('A02') ?? true, inOffice: union.inOffice },
          '/union/inOffice',
        ),
  ),
  'R-LIFE-06': judged(({ employer, date }, { parameters }) => {
    if (employer === undefined) return undefined;
    const months = parameters.terminationBarMonths;
    const barredUntil = employer.revokedOn === undefined ? null : addMonths(employer.revokedOn, months);
    return checkNotBarred({ barredUntil, today: date, months }, '/employer/revokedOn');
  }, 'terminationBarMonths'),
} satisfies JudgeTable;
