import { Button } from 'antd';
import { ErrorLines } from '../decisions/field.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { PasteRows } from './paste-rows.part.js';
import { amountOf, rowsOf, rowsText, type Row } from './plan-entries.view.js';
import { PLAN_TABLES, type PlanTableName } from './plan-fields.view.js';
import { PlanControl, placeOf } from './plan-field.part.js';
import { usePlanNames, type PlanForm } from './plan-form.part.js';

/** A table of the plan: typed row by row, or pasted from a spreadsheet. */
export const PlanTablePart = ({ form, table }: { form: PlanForm; table: PlanTableName }) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const { pointer, fields } = PLAN_TABLES[table];
  const rows = rowsOf(form.entries, table);
  const put = (changed: readonly Row[]): void => form.change({ [pointer]: rowsText(changed) });
  const sum = rows.reduce((all, row) => all + (amountOf(row) ?? 0), 0);
  const findings = [
    ...form.errorsAt(pointer),
    ...rows.flatMap((_, at) => fields.flatMap(({ name }) => form.errorsAt(`${pointer}/${at}/${name}`))),
  ];
  const notes = rows.flatMap((_, at) => fields.flatMap(({ name }) => form.notesAt(`${pointer}/${at}/${name}`)));
  return (
    <section className="plan-table" aria-label={planWords.tables[table]} id={placeOf(pointer)}>
      <h3>
        {planWords.tables[table]} <span className="count">{rows.length}</span>
      </h3>
      {rows.length === 0 ? null : (
        <div className="table" role="group" aria-label={planWords.tables[table]} tabIndex={0}>
          <table>
            <TableHead table={table} />
            <tbody>
              {rows.map((row, at) => (
                <TableRow
                  key={at}
                  {...{ form, table, row, at }}
                  onChange={(changed) => put(rows.with(at, changed))}
                  onRemove={() => put(rows.toSpliced(at, 1))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ErrorLines errors={unique(findings)} />
      {notes.length === 0 ? null : (
        <div className="notes">
          <ErrorLines errors={notes} />
        </div>
      )}
      {table === 'rows' && rows.length > 0 ? <p className="count">{planWords.total(words.money(sum))}</p> : null}
      <div className="actions">
        <Button onClick={() => put([...rows, {}])}>{planWords.addRow}</Button>
      </div>
      <PasteRows table={table} onRows={(pasted, replaces) => put(replaces ? pasted : [...rows, ...pasted])} />
    </section>
  );
};

/** One sentence for the same fault in one place. */
const unique = (errors: ReturnType<PlanForm['errorsAt']>): ReturnType<PlanForm['errorsAt']> =>
  errors.filter(
    ({ pointer, text }, at) => errors.findIndex((one) => one.pointer === pointer && one.text === text) === at,
  );

const TableHead = ({ table }: { table: PlanTableName }) => {
  const names = usePlanNames();
  const planWords = usePlanFormWords();
  return (
    <thead>
      <tr>
        <th scope="col">#</th>
        {PLAN_TABLES[table].fields.map((field) => (
          <th key={field.name} scope="col">
            {names.label(field)}
          </th>
        ))}
        {table === 'rows' ? <th scope="col">{planWords.amount}</th> : null}
        <td />
      </tr>
    </thead>
  );
};

interface RowProps {
  readonly form: PlanForm;
  readonly table: PlanTableName;
  readonly row: Row;
  readonly at: number;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}

const TableRow = ({ form, table, row, at, onChange, onRemove }: RowProps) => {
  const { words } = useWords();
  const names = usePlanNames();
  const planWords = usePlanFormWords();
  const { pointer, fields } = PLAN_TABLES[table];
  const amount = amountOf(row);
  return (
    <tr>
      <th scope="row">{at + 1}</th>
      {fields.map((field) => {
        const here = `${pointer}/${at}/${field.name}`;
        return (
          <td key={field.name} id={placeOf(here)}>
            <PlanControl
              control={{
                'aria-label': `${planWords.row(at + 1)} ${names.label(field)}`,
                'aria-invalid': form.errorsAt(here).length > 0,
              }}
              field={field}
              isCell
              value={row[field.name] ?? ''}
              onChange={(text) => onChange({ ...row, [field.name]: text })}
            />
          </td>
        );
      })}
      {table === 'rows' ? <td className="count">{amount === undefined ? '—' : words.money(amount)}</td> : null}
      <td>
        <button type="button" className="link" onClick={onRemove}>
          {planWords.removeRow(at + 1)}
        </button>
      </td>
    </tr>
  );
};
