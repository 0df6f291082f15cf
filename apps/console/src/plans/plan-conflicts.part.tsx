import { Alert, Button } from 'antd';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import type { PlanDraft } from './plan-draft.part.js';
import { usePlanNames } from './plan-form.part.js';

/** What two people changed at once: both texts beside each other, until one is chosen. */
export const PlanConflicts = ({ draft }: { draft: PlanDraft }) => {
  const planWords = usePlanFormWords();
  const names = usePlanNames();
  const { conflicts, settle } = draft;
  if (conflicts.length === 0) return null;
  const nameOf = (pointer: string): string =>
    pointer
      .split('/')
      .slice(2)
      .map((name) => names.label({ name }))
      .join(' · ') || names.label({ name: pointer.slice(1) });
  return (
    <Alert
      type="warning"
      showIcon
      title={planWords.conflicts(conflicts.length)}
      description={conflicts.map((conflict) => (
        <div key={conflict.pointer} className="plan-conflict">
          <strong>{nameOf(conflict.pointer)}</strong>
          <dl className="fields">
            <div>
              <dt>{planWords.mine}</dt>
              <dd>{textOf(conflict.mine, planWords.empty)}</dd>
            </div>
            <div>
              <dt>{planWords.theirs}</dt>
              <dd>{textOf(conflict.theirs, planWords.empty)}</dd>
            </div>
          </dl>
          <div className="actions">
            <Button onClick={() => settle(conflict, true)}>{planWords.keepMine}</Button>
            <Button onClick={() => settle(conflict, false)}>{planWords.takeTheirs}</Button>
          </div>
        </div>
      ))}
    />
  );
};

/** A field as it stands; a table as its rows. */
const textOf = (text: string, empty: string): string => {
  if (text === '') return empty;
  if (!text.startsWith('[{')) return text;
  const rows = JSON.parse(text) as readonly Readonly<Record<string, string>>[];
  return rows.map((row) => Object.values(row).join(' ')).join('；');
};
