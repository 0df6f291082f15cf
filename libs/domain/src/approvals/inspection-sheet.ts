import {
  INSPECTION_ITEM_CODES,
  type InspectionItemCode,
  type InspectionSheet,
  type PlanFacts,
  type Refusal,
} from '#libs/contracts';
import { INSPECTION_ITEMS, VETO_ITEMS, checkClasses, parametersOn } from '#libs/policy';
import { malformed } from './work.js';

type Found = Pick<InspectionSheet, 'items' | 'classes'>;

/**
 * A sheet is complete when it names every veto item, at a re-visit also every item that was to be put right, no item twice,
 * and as many classes of each kind as the plan has: whoever chooses what to leave out has chosen the outcome too.
 */
export const checkSheetComplete = (
  { items, classes }: Found,
  {
    facts,
    rectified = [],
  }: { readonly facts: Pick<PlanFacts, 'classes'>; readonly rectified?: readonly string[] | undefined },
): readonly Refusal[] => {
  const codes = items.map(({ code }) => code);
  return [
    ...codes.flatMap((code, index) =>
      codes.indexOf(code) === index
        ? []
        : [malformed(`/sheet/items/${index}/code`, `${code} is named twice`, `${INSPECTION_ITEMS[code].zh}重复填写`)],
    ),
    ...VETO_ITEMS.filter((code) => !codes.includes(code)).map((code) => {
      const { zh, en } = INSPECTION_ITEMS[code];
      return malformed('/sheet/items', `${code} is missing: ${en}`, `缺少一票否决项：${zh}`);
    }),
    ...rectifiedItems(rectified)
      .filter((code) => !VETO_ITEMS.includes(code) && !codes.includes(code))
      .map((code) => {
        const { zh, en } = INSPECTION_ITEMS[code];
        return malformed('/sheet/items', `${code} was to be put right: ${en}`, `缺少整改项：${zh}`);
      }),
    ...checkClassesReported(classes, facts.classes),
  ];
};

/** Codes as an event carries them are strings; one that this version does not know asks for nothing. */
const rectifiedItems = (rectified: readonly string[]): readonly InspectionItemCode[] =>
  INSPECTION_ITEM_CODES.filter((code) => rectified.includes(code));

/** R-CAP-01 and R-CAP-02 over what was found on the day. */
export const checkFoundClasses = ({ classes }: Pick<Found, 'classes'>, today: string): readonly Refusal[] =>
  checkClasses(classes, parametersOn(today).classes, '/sheet/classes');

/** Items that do not conform: those marked so, and those of class size and ratio where the numbers say it. */
export const failedItemsOf = (sheet: Found, today: string): string[] => {
  const rules = checkFoundClasses(sheet, today).map(({ rule }) => rule);
  const marked = sheet.items.filter(({ finding }) => finding === 'fails').map(({ code }) => code);
  return INSPECTION_ITEM_CODES.filter(
    (code) =>
      marked.includes(code) ||
      (code === 'class-size' && rules.includes('R-CAP-01')) ||
      (code === 'ratio' && rules.includes('R-CAP-02')),
  );
};

type ClassRows = readonly Pick<PlanFacts['classes'][number], 'kind'>[];

const checkClassesReported = (found: ClassRows, planned: ClassRows): readonly Refusal[] => {
  const kinds = [...new Set([...planned, ...found].map(({ kind }) => kind))];
  const number = (rows: ClassRows, kind: string): number => rows.filter((row) => row.kind === kind).length;
  return kinds.flatMap((kind) => {
    const [there, due] = [number(found, kind), number(planned, kind)];
    return there === due
      ? []
      : [
          malformed(
            '/sheet/classes',
            `the plan has ${due} classes of kind ${kind}, the sheet has ${there}`,
            `方案中${kind}班共${due}个，检查表填写了${there}个`,
          ),
        ];
  });
};

/** What forbids `pass`: a veto item or an item to be put right that does not conform, and R-CAP-01 or R-CAP-02. */
export const checkSheetPasses = (
  sheet: Found,
  { today, rectified = [] }: { readonly today: string; readonly rectified?: readonly string[] | undefined },
): readonly Refusal[] => [
  ...sheet.items.flatMap(({ code, finding }, index) => {
    const { veto, zh, en } = INSPECTION_ITEMS[code];
    const pointer = `/sheet/items/${index}/finding`;
    if (finding === 'conforms') return [];
    if (veto) {
      const problem = `${en} is a veto item and does not conform, so the inspection cannot pass`;
      return [malformed(pointer, problem, `“${zh}”为一票否决项且不符合，不得判定为合格`)];
    }
    return rectified.includes(code)
      ? [malformed(pointer, `${en} was to be put right and is not`, `“${zh}”应整改而未整改到位，不得判定为合格`)]
      : [];
  }),
  ...checkFoundClasses(sheet, today),
];
