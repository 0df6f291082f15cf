import type { DecideReview, DefectCode, PlanItem, Refusal } from '#libs/contracts';
import { checkCorrectionRounds, checkDefects, parametersOn } from '#libs/policy';
import { malformed } from './work.js';

/** What the document that `defectsHash` names says of a return, as its event tells it. */
export interface ReturnedDefects {
  readonly defectsHash: string | null;
  readonly defectItems: PlanItem[];
  readonly defects: DefectCode[];
}

/**
 * What a return must say: every defect at once, each item and reason once (R-PROC-01, R-PROC-06), and only as often as the
 * step may return (R-PROC-02). Any other outcome names no defects.
 */
export const checkReturn = (
  { outcome, defects }: Pick<DecideReview, 'outcome' | 'defects'>,
  { corrections, today }: { readonly corrections: number; readonly today: string },
): readonly Refusal[] => {
  if (outcome !== 'return') {
    return defects === undefined
      ? []
      : [malformed('/defects', 'only a return names defects', '只有退回补正才需要列明问题')];
  }
  return [
    ...checkCorrectionRounds({ earlier: corrections, allowed: parametersOn(today).correctionRounds }, '/outcome'),
    ...checkDefects(defects ?? []),
    ...checkNamedOnce(defects ?? []),
  ];
};

const checkNamedOnce = (defects: readonly DefectCode[]): readonly Refusal[] =>
  defects.flatMap(({ item, reasonCode }, index) =>
    defects.findIndex((one) => one.item === item && one.reasonCode === reasonCode) === index
      ? []
      : [malformed(`/defects/${index}`, `${item} is named twice for the same reason`, `${item}因同一理由重复列明`)],
  );

/** The codes of a return's defects; the items once each, in the order in which they were named. */
export const returnedDefects = (
  defects: NonNullable<DecideReview['defects']>,
  defectsHash: string | null,
): ReturnedDefects => ({
  defectsHash,
  defectItems: [...new Set(defects.map(({ item }) => item))],
  defects: defects.map(({ item, reasonCode }) => ({ item, reasonCode })),
});
