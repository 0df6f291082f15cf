import { type Refusal, type ServicePlan } from '#libs/contracts';
import {
  checkClasses,
  checkCreditCode,
  checkJointProvision,
  checkMobile,
  checkOrganisationCode,
  checkPlanStandards,
  checkPrefixFitsNature,
  checkRecommender,
  checkUnionEstablished,
  checkUnionPrefix,
  checkUnit,
  parametersOn,
  type ClassCount,
} from '#libs/policy';
import { attachedOf, rowsOf, valueOf, type Entries, type Row } from './plan-entries.view.js';
import { PLAN_FIELDS, PLAN_TABLES, TABLE_NAMES } from './plan-fields.view.js';

/** What the rules say to what is written so far, each at its field; a field that is empty is not wrong yet. */
export interface LiveFindings {
  /** What would refuse the plan. */
  readonly refusals: readonly Refusal[];
  /** Warnings, and what later would stand against a positive decision. */
  readonly notes: readonly Refusal[];
}

export interface LiveFacts {
  /** The office's day. */
  readonly today: string;
  readonly managingUnit: string;
}

interface Filled {
  readonly name: string;
  readonly pointer: string;
  readonly text: string;
}

const filledOf = (entries: Entries): readonly Filled[] =>
  [
    ...Object.values(PLAN_FIELDS)
      .flat()
      .map(({ name, pointer }) => ({ name, pointer, text: entries[pointer] ?? '' })),
    ...TABLE_NAMES.flatMap((table) =>
      rowsOf(entries, table).flatMap((row, at) =>
        PLAN_TABLES[table].fields.map(({ name }) => ({
          name,
          pointer: `${PLAN_TABLES[table].pointer}/${at}/${name}`,
          text: row[name] ?? '',
        })),
      ),
    ),
  ].filter(({ text }) => text.trim() !== '');

/** The rules about one value, chosen by what the contract calls it. */
const refusalsAt = ({ name, pointer, text }: Filled): readonly Refusal[] => {
  if (/uscc$/iu.test(name)) return checkCreditCode(text, pointer);
  if (/mobile$/iu.test(name)) return checkMobile(text, pointer);
  return name === 'siteUnit' || name === 'registeredUnit' ? checkUnit(text, pointer) : [];
};

const classOf = (row: Row): ClassCount | undefined => {
  const [kind, children, carers] = [row['kind'] ?? '', row['children'] ?? '', row['carers'] ?? ''];
  if (kind === '' || children === '' || carers === '') return undefined;
  return { kind: kind as ClassCount['kind'], children: Number(children), carers: Number(carers) };
};

const classNotes = (entries: Entries, today: string): readonly Refusal[] => {
  const { classes } = parametersOn(today);
  return rowsOf(entries, 'classes').flatMap((row, at) => {
    const found = classOf(row);
    // One by one, so that a row that is not finished does not shift the places of the others.
    return found === undefined
      ? []
      : checkClasses([found], classes, '').map((one) => ({
          ...one,
          pointer: one.pointer.replace(/^\/0/u, `${PLAN_TABLES.classes.pointer}/${at}`),
        }));
  });
};

const recommenderFindings = (entries: Entries, managingUnit: string): readonly Refusal[] => {
  const recommenderUnit = entries['/union/recommenderUnit'] ?? '';
  const recommenderType = entries['/union/recommenderType'] ?? '';
  if (recommenderUnit === '' || recommenderType !== 'DISTRICT') return [];
  return checkRecommender(
    { recommenderType, recommenderUnit, managingUnit, listedUnions: [] },
    '/union/recommenderUnit',
  );
};

const jointFindings = (entries: Entries): readonly Refusal[] =>
  checkJointProvision(
    {
      mode: (entries['/service/mode'] ?? 'SELF') as ServicePlan['service']['mode'],
      applicantUscc: entries['/employer/uscc'] ?? '',
      partnerUsccs: rowsOf(entries, 'jointParties').map((row) => row['uscc'] ?? ''),
      agreementAttached: attachedOf(entries).some(({ code }) => code === 'A14'),
    },
    PLAN_TABLES.jointParties.pointer,
  );

const standards = (entries: Entries): readonly Refusal[] => {
  const rows = rowsOf(entries, 'rows');
  return rows.length === 0
    ? []
    : checkPlanStandards(
        rows.map((row) => ({ item: row['item'] ?? '', standardText: row['standardText'] ?? '' })),
        PLAN_TABLES.rows.pointer,
      );
};

const unionFindings = (entries: Entries): readonly Refusal[] => {
  const uscc = entries['/union/uscc'] ?? '';
  const inOffice = valueOf({ kind: 'yes-no' }, entries['/union/inOffice'] ?? '');
  return [
    ...(uscc === '' ? [] : checkUnionPrefix(uscc, '/union/uscc')),
    ...(inOffice === false ? checkUnionEstablished({ registered: true, inOffice }, '/union/inOffice') : []),
  ];
};

const natureNotes = (entries: Entries): readonly Refusal[] => {
  const uscc = entries['/employer/uscc'] ?? '';
  const nature = entries['/employer/nature'] ?? '';
  if (uscc === '' || nature === '') return [];
  return checkPrefixFitsNature(uscc, nature as ServicePlan['employer']['nature'], '/employer/uscc');
};

/** The server's own rules, at what has been typed until now; pointers are those of the plan. */
export const liveFindings = (entries: Entries, { today, managingUnit }: LiveFacts): LiveFindings => {
  const filled = filledOf(entries);
  return {
    refusals: [
      ...filled.flatMap(refusalsAt),
      ...unionFindings(entries),
      ...recommenderFindings(entries, managingUnit),
      ...jointFindings(entries),
      ...standards(entries),
    ],
    notes: [
      ...filled
        .filter(({ name }) => /uscc$/iu.test(name))
        .flatMap((one) => checkOrganisationCode(one.text, one.pointer)),
      ...natureNotes(entries),
      ...classNotes(entries, today),
    ],
  };
};
