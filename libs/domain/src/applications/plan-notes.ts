import type { Refusal, ServicePlan } from '#libs/contracts';
import {
  checkCarerTraining,
  checkCctv,
  checkClassFloors,
  checkCriminalRecord,
  checkEmployerBudget,
  checkEnrolment,
  checkFireDocument,
  checkFloor,
  checkFloors,
  checkFoodLicence,
  checkGuards,
  checkHead,
  checkHealthCertificate,
  checkHealthEvaluation,
  checkLease,
  checkOutdoorArea,
  checkScope,
  type Parameters,
} from '#libs/policy';

/** What an applicant is told of site and staff when a plan is sealed. It blocks nothing here: reviewers and inspectors judge it. */
export const siteAndStaffNotes = (plan: ServicePlan, today: string, parameters: Parameters): readonly Refusal[] => [
  ...siteNotes(plan, today, parameters),
  ...staffNotes(plan.staff, today, parameters),
  ...checkEmployerBudget(
    {
      docNo: plan.budget.employerBudgetDocNo,
      budgetYear: plan.budget.employerBudgetYear,
      year: Number(today.slice(0, 4)),
      // The form has no field for it; the reviewer sees it in attachment A05.
      hasChildcareItem: true,
    },
    '/plan/budget',
  ),
];

const siteNotes = ({ site, service }: ServicePlan, today: string, { site: standards }: Parameters): Refusal[] => {
  const children = service.classes.reduce((sum, row) => sum + row.children, 0);
  const { applicationType, mealsProvided, occupancy, classes } = service;
  const { tenure, leaseFrom, leaseTo, outdoorM2, convertedDense } = site;
  return [
    ...checkScope(site.scopeText, '/plan/site/scopeText'),
    ...checkFloors(site, standards, '/plan/site'),
    ...classes.flatMap(({ floor }, at) => checkFloor(floor, standards, `/plan/service/classes/${at}/floor`)),
    ...checkClassFloors(classes, standards, '/plan/service/classes'),
    ...checkFireDocument({ applicationType, document: site.fireDoc, today }, standards, '/plan/site/fireDoc'),
    ...checkLease({ tenure, leaseFrom, leaseTo }, standards, '/plan/site'),
    ...checkOutdoorArea(
      { outdoorM2, children, convertedDense, nearbyPublicSpace: false },
      standards,
      '/plan/site/outdoorM2',
    ),
    ...checkCctv(site.cctv, standards, '/plan/site/cctv'),
    ...checkGuards(site, standards, '/plan/site/guardCount'),
    ...checkFoodLicence({ mealsProvided, licenceValidTo: site.foodLicence?.validTo, today }, '/plan/site/foodLicence'),
    ...checkHealthEvaluation(site.healthEvaluation.qualified, '/plan/site/healthEvaluation/qualified'),
    ...checkEnrolment(
      { enrolled: occupancy.staffChildren + occupancy.residentChildren, filedPlaces: site.filing.filedPlaces },
      '/plan/service/occupancy',
    ),
  ];
};

/** A person is named by the place on the roster: notes are facts, and facts hold no names. */
const staffNotes = (staff: ServicePlan['staff'], today: string, { staff: standards }: Parameters): Refusal[] => {
  const headAt = staff.findIndex(({ role }) => role === 'HEAD');
  return [
    ...checkHead(staff[headAt], standards, headAt < 0 ? '/plan/staff' : `/plan/staff/${headAt}`),
    ...staff.flatMap(({ role, trainingHours, healthCertIssuedOn, criminalCheckOn }, at) => {
      const name = `#${at + 1}`;
      const pointer = `/plan/staff/${at}`;
      const certificate = { name, issuedOn: healthCertIssuedOn, today };
      const record = { name, issuedOn: criminalCheckOn, today };
      return [
        ...checkHealthCertificate(certificate, standards, `${pointer}/healthCertIssuedOn`),
        ...checkCriminalRecord(record, standards, `${pointer}/criminalCheckOn`),
        ...(role === 'CARER' ? checkCarerTraining({ name, trainingHours }, standards, `${pointer}/trainingHours`) : []),
      ];
    }),
  ];
};
