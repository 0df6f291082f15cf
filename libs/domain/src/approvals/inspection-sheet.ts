import type { InspectionSheet, PlanFacts, Refusal } from '#libs/contracts';
import { INSPECTION_ITEMS, VETO_ITEMS, checkClasses, parametersOn } from '#libs/policy';
import { malformed } from './work.js';

/**
 * A sheet is complete when it names every veto item, no item twice, and as many classes of each kind as the plan has:
 * whoever chooses what to leave out has chosen the outcome too.
 */
export const checkSheetComplete = (
  { items, classes }: Pick<InspectionSheet, 'items' | 'classes'>,
  facts: Pick<PlanFacts, 'classes'>,
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
    ...checkClassesReported(classes, facts.classes),
  ];
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

/** What forbids `pass`: a veto item that does not conform, and R-CAP-01 or R-CAP-02 over what was found on the day. */
export const checkSheetPasses = (
  { items, classes }: Pick<InspectionSheet, 'items' | 'classes'>,
  today: string,
): readonly Refusal[] => [
  ...items.flatMap(({ code, finding }, index) => {
    const { veto, zh, en } = INSPECTION_ITEMS[code];
    return !veto || finding === 'conforms'
      ? []
      : [
          malformed(
            `/sheet/items/${index}/finding`,
            `${en} is a veto item and does not conform, so the inspection cannot pass`,
            `“${zh}”为一票否决项且不符合，不得判定为合格`,
          ),
        ];
  }),
  ...checkClasses(classes, parametersOn(today).classes, '/sheet/classes'),
];
