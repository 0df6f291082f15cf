import { PLAN_SECTIONS, type AttachmentCode, type PlanItem, type PlanSection } from '#libs/contracts';
import { ATTACHMENTS } from '#libs/policy';
import type { ShownError } from '../api/field-errors.view.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords, type Words } from '../wording/language.part.js';
import { ErrorLines, Field } from './field.part.js';
import { ReasonCodeSelect } from './reason-fields.part.js';
import { TextField } from './text-field.part.js';
import { defectItems, type DefectLine } from './review-body.view.js';

interface Props {
  readonly attachments: readonly AttachmentCode[];
  readonly defects: readonly DefectLine[];
  readonly at: (pointer: string) => readonly ShownError[];
  readonly onChange: (defects: readonly DefectLine[]) => void;
}

const isSection = (item: PlanItem): item is PlanSection => (PLAN_SECTIONS as readonly string[]).includes(item);

/** A part of the plan or an attachment, in words. */
export const itemName = (item: PlanItem, words: Words): string =>
  isSection(item) ? words.office.sections[item] : `${item} ${ATTACHMENTS[item][words.language]}`;

/** All defects at once (R-PROC-01): whatever is ticked gets its reason and a sentence that tells the applicant the cure. */
export const DefectChecklist = ({ attachments, defects, at, onChange }: Props) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const toggle = (item: PlanItem, on: boolean): void =>
    onChange(on ? [...defects, { item, reasonCode: '', text: '' }] : defects.filter((defect) => defect.item !== item));
  const change = (item: PlanItem, changes: Partial<DefectLine>): void =>
    onChange(defects.map((defect) => (defect.item === item ? { ...defect, ...changes } : defect)));
  return (
    <fieldset className="checklist">
      <legend>{decisionWords.defects}</legend>
      <p className="quiet">{decisionWords.defectsHint}</p>
      <ErrorLines errors={at('/defects').filter(({ pointer }) => pointer === '/defects')} />
      <ul>
        {defectItems(attachments).map((item) => {
          const index = defects.findIndex((defect) => defect.item === item);
          const defect = defects[index];
          return (
            <li key={item}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={defect !== undefined}
                  onChange={(event) => toggle(item, event.target.checked)}
                />
                <span>{itemName(item, words)}</span>
              </label>
              {defect === undefined ? null : (
                <div className="defect" role="group" aria-label={itemName(item, words)}>
                  <Field label={decisionWords.reasonCode} errors={at(`/defects/${index}/reasonCode`)}>
                    {(control) => (
                      <ReasonCodeSelect
                        control={control}
                        value={defect.reasonCode}
                        onChange={(reasonCode) => change(item, { reasonCode })}
                      />
                    )}
                  </Field>
                  <TextField
                    label={decisionWords.defectText}
                    hint={decisionWords.reasonHint}
                    errors={at(`/defects/${index}/text`)}
                    rows={2}
                    value={defect.text}
                    onChange={(text) => change(item, { text })}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
};
