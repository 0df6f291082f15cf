import { useState } from 'react';
import { Alert, Button } from 'antd';
import { TextField } from '../decisions/text-field.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { pastedRows, type BadCell } from './pasted-rows.view.js';
import type { Row } from './plan-entries.view.js';
import { PLAN_TABLES, type PlanTableName } from './plan-fields.view.js';
import { faultText, usePlanNames } from './plan-form.part.js';
import { SHEET_NAMES } from './sheet-names.view.js';

interface Props {
  readonly table: PlanTableName;
  readonly onRows: (rows: readonly Row[], replaces: boolean) => void;
}

const MOST = 100_000;

/** Rows from a spreadsheet, all of them or none. What could not be read stays in the field, to be mended there. */
export const PasteRows = ({ table, onRows }: Props) => {
  const planWords = usePlanFormWords();
  const names = usePlanNames();
  const [text, setText] = useState('');
  const [bad, setBad] = useState<readonly BadCell[]>([]);
  const [taken, setTaken] = useState(0);
  const { fields } = PLAN_TABLES[table];

  const problemOf = ({ issue, field }: BadCell): string => {
    if (issue === 'missing') return planWords.problems.missing;
    if (issue === 'cells' || field === undefined) return planWords.problems.cells;
    if (issue !== 'unknown') return faultText({ field, issue }, planWords);
    const { yes, no } = SHEET_NAMES;
    const known =
      field.kind === 'yes-no' ? [yes[0] ?? '', no[0] ?? ''] : field.codes.map((code) => names.code(field, code));
    return planWords.problems.unknown(known);
  };
  const take = (replaces: boolean): void => {
    const pasted = pastedRows(text, fields, SHEET_NAMES);
    setBad('bad' in pasted ? pasted.bad : []);
    setTaken('rows' in pasted ? pasted.rows.length : 0);
    if ('bad' in pasted || pasted.rows.length === 0) return;
    setText('');
    onRows(pasted.rows, replaces);
  };
  return (
    <details>
      <summary>{planWords.paste}</summary>
      <TextField
        label={planWords.pasteField}
        hint={planWords.pasteHint(fields.map((field) => names.label(field)))}
        errors={[]}
        rows={5}
        most={MOST}
        value={text}
        onChange={setText}
      />
      <div role="status">
        {taken > 0 ? <Alert type="success" showIcon title={planWords.pasted(taken)} /> : null}
        {bad.length === 0 ? null : (
          <Alert
            type="error"
            showIcon
            title={planWords.pastedBad(bad.length)}
            description={
              <ul className="errors">
                {bad.map((cell, at) => (
                  <li key={at}>
                    {planWords.badCell(
                      cell.line,
                      cell.field === undefined ? '' : names.label(cell.field),
                      cell.text,
                      problemOf(cell),
                    )}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
      <div className="actions">
        <Button onClick={() => take(true)}>{planWords.replaceRows}</Button>
        <Button onClick={() => take(false)}>{planWords.appendRows}</Button>
      </div>
    </details>
  );
};
