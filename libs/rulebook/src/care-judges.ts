import type { Refusal } from '#libs/contracts';
import { endOfOfficeDay } from '#libs/calendar';
import {
  capOn,
  checkAges,
  checkCapKnown,
  checkCarers,
  checkCarersOnce,
  checkCarerTraining,
  checkClassSize,
  checkCooks,
  checkCriminalRecord,
  checkEnrolment,
  checkFee,
  checkFeesOpen,
  checkHead,
  checkHealthCertificate,
  checkHealthEvaluation,
  checkHealthManager,
  checkHealthStaff,
  checkIncidentReported,
  checkMixedClass,
  checkQualityGrade,
  gradeOf,
  type HealthStandards,
  type StaffStandards,
} from '#libs/policy';
import type { RuleCase } from './rule-case.js';
import { allGiven, eachOf, judged, type JudgedWith, type JudgeTable } from './rule-judge.js';
import { childrenOf } from './site-judges.js';

type ClassGiven = NonNullable<NonNullable<RuleCase['service']>['classes']>[number];
type ClassCheck = (row: ClassGiven, pointer: string, on: JudgedWith) => readonly Refusal[] | undefined;

const eachClass = (check: ClassCheck) => (given: RuleCase, on: JudgedWith) =>
  eachOf(given.service?.classes, (row, at) => check(row, `/service/classes/${at}`, on));

const size: ClassCheck = ({ kind, children, carers = 0 }, pointer, { parameters }) =>
  children === undefined ? undefined : checkClassSize({ kind, children, carers }, parameters.classes, pointer);

const carers: ClassCheck = ({ kind, children, carers: there }, pointer, { parameters }) =>
  children === undefined || there === undefined
    ? undefined
    : checkCarers({ kind, children, carers: there }, parameters.classes, pointer);

const mixed: ClassCheck = ({ kind, children, childrenMonths }, pointer, { parameters }) =>
  kind !== 'MIXED' || (children === undefined && childrenMonths === undefined)
    ? undefined
    : checkMixedClass(
        { kind, children: children ?? 0, childrenMonths: childrenMonths ?? [] },
        parameters.classes,
        pointer,
      );

const ages: ClassCheck = ({ kind, childrenMonths }, pointer, { parameters }) =>
  childrenMonths === undefined ? undefined : checkAges({ kind, childrenMonths }, parameters.classes, pointer);

/** Who is enrolled: by the occupancy of F3, else by its classes. */
const enrolledOf = (given: RuleCase): number | undefined => {
  const occupancy = given.service?.occupancy;
  return occupancy === undefined ? childrenOf(given) : occupancy.staffChildren + occupancy.residentChildren;
};

const enrolment = (given: RuleCase): readonly Refusal[] | undefined => {
  const facts = { enrolled: enrolledOf(given), filedPlaces: given.site?.filing?.filedPlaces };
  return allGiven(facts) ? checkEnrolment(facts, '/service/occupancy') : undefined;
};

/** Rows that are no carer's, or name no class, keep their places in the list. */
const carersOnce = ({ staff }: RuleCase): readonly Refusal[] | undefined =>
  staff?.some(({ role, classKey }) => role === 'CARER' && classKey !== undefined) === true
    ? checkCarersOnce(
        staff.map(({ name, role, certNo, classKey }, at) => {
          const placed = role === 'CARER' && classKey !== undefined;
          const person = certNo === undefined || certNo === '' ? name : certNo;
          return { name, person: placed ? person : `row ${at}`, classKey: classKey ?? '' };
        }),
        '/staff',
      )
    : undefined;

const head = ({ staff }: RuleCase, standards: StaffStandards): readonly Refusal[] | undefined => {
  if (staff === undefined) return undefined;
  const at = staff.findIndex(({ role }) => role === 'HEAD');
  const found = staff[at];
  if (found === undefined) return checkHead(undefined, standards, '/staff');
  const { education = '', experienceMonths = 0, trainingHours = 0, certNo = '' } = found;
  return checkHead({ education, experienceMonths, trainingHours, certNo }, standards, `/staff/${at}`);
};

const healthStaff = (given: RuleCase, standards: StaffStandards): readonly Refusal[] | undefined => {
  const children = enrolledOf(given);
  if (given.staff === undefined || children === undefined) return undefined;
  const people = given.staff.filter(({ role }) => role === 'HEALTH');
  const fullTime = people.filter((one) => one.fullTime === true).length;
  return checkHealthStaff({ children, fullTime, partTime: people.length - fullTime }, standards, '/staff');
};

const cooks = (given: RuleCase, standards: StaffStandards): readonly Refusal[] | undefined => {
  const children = enrolledOf(given);
  if (given.service?.mealsProvided !== true || given.staff === undefined || children === undefined) return undefined;
  const count = given.staff.filter(({ role }) => role === 'COOK').length;
  const threeMeals = given.service.threeMeals ?? false;
  return checkCooks({ children, cooks: count, threeMeals }, standards, '/staff');
};

const quality = ({ life }: RuleCase, standards: HealthStandards): readonly Refusal[] | undefined => {
  if (life?.quality === undefined) return undefined;
  const { vetoFailed } = life.quality;
  const grade = 'grade' in life.quality ? life.quality.grade : gradeOf(life.quality.points, standards);
  return checkQualityGrade({ grade, vetoFailed }, standards, '/life/quality');
};

const capRule = (wanted: 'R-PRICE-01' | 'R-PRICE-02') =>
  judged((given, { caps }) => {
    const unit = given.site?.siteUnit;
    return eachOf(given.service?.classes, ({ kind, feePerMonthFen: feeFen }, at) => {
      if (unit === undefined || feeFen === undefined) return undefined;
      const cap = capOn(caps, { unit, kind, date: given.date });
      const pointer = `/service/classes/${at}/feePerMonthFen`;
      if (wanted === 'R-PRICE-02') return checkCapKnown(cap, pointer);
      return cap === undefined ? undefined : checkFee({ kind, feeFen, capFen: cap.capFen }, pointer);
    });
  });

/** R-CAP, R-STF, R-HLTH, R-PRICE. */
export const CARE_JUDGES = {
  'R-CAP-01': judged(eachClass(size), 'classes'),
  'R-CAP-02': judged(eachClass(carers), 'classes'),
  'R-CAP-03': judged(eachClass(mixed), 'classes'),
  'R-CAP-04': judged(eachClass(ages), 'classes'),
  'R-CAP-05': judged(enrolment),
  'R-CAP-06': judged(carersOnce),
  'R-STF-01': judged((given, { parameters }) => head(given, parameters.staff), 'staff'),
  'R-STF-02': judged(
    ({ staff, date }, { parameters }) =>
      eachOf(staff, ({ name, healthCertIssuedOn }, at) =>
        checkHealthCertificate(
          { name, issuedOn: healthCertIssuedOn, today: date },
          parameters.staff,
          `/staff/${at}/healthCertIssuedOn`,
        ),
      ),
    'staff',
  ),
  'R-STF-03': judged((given, { parameters }) => healthStaff(given, parameters.staff), 'staff'),
  'R-STF-04': judged(
    ({ staff, date }, { parameters }) =>
      eachOf(staff, ({ name, criminalCheckOn }, at) =>
        checkCriminalRecord(
          { name, issuedOn: criminalCheckOn, today: date },
          parameters.staff,
          `/staff/${at}/criminalCheckOn`,
        ),
      ),
    'staff',
  ),
  'R-STF-05': judged(
    ({ staff }, { parameters }) =>
      eachOf(staff, ({ name, role, trainingHours }, at) =>
        role !== 'CARER' || trainingHours === undefined
          ? undefined
          : checkCarerTraining({ name, trainingHours }, parameters.staff, `/staff/${at}/trainingHours`),
      ),
    'staff',
  ),
  'R-STF-06': judged((given, { parameters }) => cooks(given, parameters.staff), 'staff'),
  'R-HLTH-01': judged(({ site }) =>
    site?.healthEvaluation === undefined
      ? undefined
      : checkHealthEvaluation(site.healthEvaluation.qualified, '/site/healthEvaluation/qualified'),
  ),
  'R-HLTH-02': judged((given, { parameters }) => quality(given, parameters.health), 'health'),
  'R-HLTH-03': judged(({ site }) => {
    if (site?.healthManager === undefined) return undefined;
    const { org = '', name = '' } = site.healthManager ?? {};
    return checkHealthManager({ org, name }, '/site/healthManager');
  }),
  'R-HLTH-04': judged(
    ({ life, date }, { parameters }) =>
      eachOf(life?.incidents, ({ serious, occurredAt, reportedAt }, at) =>
        checkIncidentReported(
          { serious, occurredAt, reportedAt, now: endOfOfficeDay(date) },
          parameters.health,
          `/life/incidents/${at}/reportedAt`,
        ),
      ),
    'health',
  ),
  'R-PRICE-01': capRule('R-PRICE-01'),
  'R-PRICE-02': capRule('R-PRICE-02'),
  'R-PRICE-03': judged(({ service }) => {
    const facts = { feesDisplayed: service?.feesDisplayed, nonProfitDeclared: service?.nonProfitDeclared };
    return allGiven(facts) ? checkFeesOpen(facts, '/service') : undefined;
  }),
} satisfies JudgeTable;
