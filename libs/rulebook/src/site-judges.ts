import type { Refusal } from '#libs/contracts';
import { addWorkingDays } from '#libs/calendar';
import {
  checkBuilding,
  checkCctv,
  checkClassFloors,
  checkFilingMatches,
  checkFilingStands,
  checkFireDocument,
  checkFloor,
  checkFloors,
  checkFoodLicence,
  checkGuards,
  checkLease,
  checkOutdoorArea,
  checkProviderSite,
  checkReceipt,
  checkRefiled,
  checkRegistrationType,
  checkScope,
  type SiteStandards,
} from '#libs/policy';
import type { RuleCase } from './rule-case.js';
import { allGiven, judged, type JudgeTable } from './rule-judge.js';

/** Children of all classes; undefined when a class does not say how many. */
export const childrenOf = ({ service }: RuleCase): number | undefined => {
  const counts = service?.classes?.map(({ children }) => children);
  return counts === undefined || counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, children) => sum + (children ?? 0), 0);
};

const floors = ({ site, service }: RuleCase, standards: SiteStandards): readonly Refusal[] | undefined => {
  const { basement = false, minFloor, maxFloor } = site ?? {};
  const ofClasses = (service?.classes ?? []).map(({ floor }) => floor);
  if (minFloor === undefined && maxFloor === undefined && !basement && ofClasses.every((floor) => floor === undefined))
    return undefined;
  return [
    ...checkFloors({ basement, minFloor: minFloor ?? 1, maxFloor: maxFloor ?? 1 }, standards, '/site'),
    ...ofClasses.flatMap((floor, at) =>
      floor === undefined ? [] : checkFloor(floor, standards, `/service/classes/${at}/floor`),
    ),
  ];
};

const fireDocument = ({ site, service, date }: RuleCase, standards: SiteStandards) =>
  site?.fireDoc === undefined
    ? undefined
    : checkFireDocument(
        {
          applicationType: service?.applicationType ?? 'DEMO',
          document: site.fireDoc ?? undefined,
          today: date,
        },
        standards,
        '/site/fireDoc',
      );

const outdoor = (given: RuleCase, standards: SiteStandards): readonly Refusal[] | undefined => {
  const facts = { outdoorM2: given.site?.outdoorM2, children: childrenOf(given) };
  if (!allGiven(facts) || facts.children === 0) return undefined;
  const { convertedDense = false, nearbyPublicSpace = false } = given.site ?? {};
  return checkOutdoorArea({ ...facts, convertedDense, nearbyPublicSpace }, standards, '/site/outdoorM2');
};

const guards = ({ site }: RuleCase, standards: SiteStandards): readonly Refusal[] | undefined => {
  const facts = { independentSite: site?.independentSite, guardCount: site?.guardCount };
  return allGiven(facts) ? checkGuards(facts, standards, '/site/guardCount') : undefined;
};

const classFloors = ({ service }: RuleCase, standards: SiteStandards): readonly Refusal[] | undefined => {
  const rows = (service?.classes ?? []).map(({ kind, children = 0, floor }) => ({ kind, children, floor }));
  const placed = rows.filter(allGiven);
  return placed.length === 0 || placed.length < rows.length
    ? undefined
    : checkClassFloors(placed, standards, '/service/classes');
};

const building = ({ site }: RuleCase): readonly Refusal[] | undefined => {
  const { mixedUse, colourSteel } = site ?? {};
  if (mixedUse === undefined && colourSteel === undefined) return undefined;
  return checkBuilding({ mixedUse: mixedUse ?? false, colourSteel: colourSteel ?? false }, '/site');
};

const receipt = ({ site, service }: RuleCase): readonly Refusal[] | undefined => {
  const status = site?.filing?.status;
  if (status === undefined) return undefined;
  const { applicationType = 'DEMO', opening = false } = service ?? {};
  return checkReceipt({ applicationType, opening, status }, '/site/filing/status');
};

const filingMatches = (given: RuleCase): readonly Refusal[] | undefined => {
  const { site } = given;
  const filed = {
    name: site?.filing?.filedName,
    address: site?.filing?.filedAddress,
    places: site?.filing?.filedPlaces,
  };
  const form = { name: site?.institutionName, address: site?.siteAddress, places: childrenOf(given) };
  return allGiven(filed) && allGiven(form) ? checkFilingMatches({ filed, form }, '/site/filing') : undefined;
};

const providerSite = ({ site, service }: RuleCase): readonly Refusal[] | undefined => {
  const facts = { mode: service?.mode, filedAddress: site?.filing?.filedAddress, siteAddress: site?.siteAddress };
  return allGiven(facts) && facts.mode === 'THIRD_PARTY'
    ? checkProviderSite(facts, '/site/filing/filedAddress')
    : undefined;
};

/** R-FILE and R-SITE. */
export const SITE_JUDGES = {
  'R-FILE-01': judged(({ site }) => {
    const facts = { registrationType: site?.registrationType, uscc: site?.uscc };
    return allGiven(facts) ? checkRegistrationType(facts, '/site/registrationType') : undefined;
  }),
  'R-FILE-02': judged(({ site }) =>
    site?.scopeText === undefined ? undefined : checkScope(site.scopeText, '/site/scopeText'),
  ),
  'R-FILE-03': judged(receipt),
  'R-FILE-04': judged(filingMatches),
  'R-FILE-05': judged(providerSite),
  'R-FILE-06': judged(({ site, date }, { parameters }) => {
    const { changedOn, refiledOn } = site?.filing ?? {};
    if (changedOn === undefined) return undefined;
    const { dueOn } = addWorkingDays(changedOn, parameters.term.filingChangeWorkingDays);
    return checkRefiled({ dueOn, refiledOn, today: date }, '/site/filing/refiledOn');
  }, 'term'),
  'R-FILE-07': judged(({ site }) =>
    site?.filing?.status === undefined ? undefined : checkFilingStands(site.filing.status, '/site/filing/status'),
  ),
  'R-SITE-01': judged((given, { parameters }) => floors(given, parameters.site), 'site'),
  'R-SITE-02': judged((given, { parameters }) => fireDocument(given, parameters.site), 'site'),
  'R-SITE-03': judged(({ site }, { parameters }) => {
    if (site?.tenure === undefined) return undefined;
    const { tenure, leaseFrom, leaseTo } = site;
    return checkLease({ tenure, leaseFrom, leaseTo }, parameters.site, '/site');
  }, 'site'),
  'R-SITE-04': judged((given, { parameters }) => outdoor(given, parameters.site), 'site'),
  'R-SITE-05': judged(
    ({ site }, { parameters }) =>
      site?.cctv === undefined ? undefined : checkCctv(site.cctv, parameters.site, '/site/cctv'),
    'site',
  ),
  'R-SITE-06': judged((given, { parameters }) => guards(given, parameters.site), 'site'),
  'R-SITE-07': judged(({ service, site, date }) => {
    const { mealsProvided } = service ?? {};
    if (mealsProvided === undefined) return undefined;
    const licenceValidTo = site?.foodLicence?.validTo;
    return checkFoodLicence({ mealsProvided, licenceValidTo, today: date }, '/site/foodLicence');
  }),
  'R-SITE-08': judged((given, { parameters }) => classFloors(given, parameters.site), 'site'),
  'R-SITE-09': judged(building),
} satisfies JudgeTable;
