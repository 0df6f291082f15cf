import type { Refusal, ReportInspection } from '#libs/contracts';
import { checkNegativeDecision } from '#libs/policy';
import { checkSheetComplete, checkSheetPasses, failedItemsOf } from './inspection-sheet.js';
import type { Inspection } from './inspection-state.js';
import { checkStored, malformed, type DocumentsContext } from './work.js';

/** What forbids a report: a reason that is missing, a sheet that is incomplete, or one that says otherwise than its outcome. */
export const checkReport = (
  { sheet, outcome, reasonCode, reasonText }: ReportInspection,
  inspection: Inspection,
  context: DocumentsContext,
): readonly Refusal[] => {
  const { today } = context;
  const { facts, rectified } = inspection;
  return [
    ...checkNegativeDecision({ positive: outcome === 'pass', reasonCode, reasonText }),
    ...checkStored(
      sheet.photos.map(({ hash }, index) => [`/sheet/photos/${index}/hash`, hash] as const),
      context,
    ),
    ...checkSheetComplete(sheet, { facts, rectified }),
    ...(outcome === 'pass' ? checkSheetPasses(sheet, { today, rectified }) : []),
    ...(outcome === 'rectify' ? checkRectifiable(sheet, inspection, today) : []),
  ];
};

/** There is something to put right, and it is the first time: what fails again at the re-visit is rejected. */
const checkRectifiable = (
  sheet: ReportInspection['sheet'],
  { round = 1 }: Inspection,
  today: string,
): readonly Refusal[] => [
  ...(round === 1
    ? []
    : [malformed('/outcome', 'at the re-visit a site passes or fails', '复查只能判定为合格或不合格')]),
  ...(failedItemsOf(sheet, today).length > 0
    ? []
    : [malformed('/sheet/items', 'a rectification needs an item that fails', '限期整改须至少有一项不符合')]),
];
