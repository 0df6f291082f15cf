import { EMPLOYER_NATURES, findUnit } from '#libs/policy';
import { useCaseWords } from '../wording/case-words.part.js';
import type { CaseWords } from '../wording/case.wording.js';
import { useWords, type Words } from '../wording/language.part.js';

/** A form as it was handed in: names of fields and what was filled in. */
type FormValue =
  string | number | boolean | null | undefined | readonly FormValue[] | { readonly [field: string]: FormValue };
type Form = { readonly [field: string]: FormValue };

const isForm = (value: FormValue): value is Form =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const wordOf = (field: string, text: string, words: Words, caseWords: CaseWords): string => {
  if (DATE.test(text)) return words.date(text);
  if (field.endsWith('Unit')) return findUnit(text)?.[words.language] ?? text;
  if (field === 'nature' && Object.hasOwn(EMPLOYER_NATURES, text)) {
    return EMPLOYER_NATURES[text as keyof typeof EMPLOYER_NATURES][words.language];
  }
  return caseWords.codes[field]?.[text] ?? text;
};

const textOf = (field: string, value: FormValue, words: Words, caseWords: CaseWords): string => {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'boolean') return value ? caseWords.yes : caseWords.no;
  if (typeof value === 'number') return field.endsWith('Fen') ? words.money(value) : String(value);
  if (typeof value === 'string') return wordOf(field, value, words, caseWords);
  if (isForm(value))
    return Object.entries(value)
      .map(([name, part]) => `${caseWords.labels[name] ?? name} ${textOf(name, part, words, caseWords)}`)
      .join('；');
  return value.map((part) => textOf(field, part, words, caseWords)).join('、');
};

/** The fields of a form with their names; a form within stands as a group of its own. */
export const FormFields = ({ value }: { value: Form }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const entries = Object.entries(value);
  return (
    <>
      <dl className="fields">
        {entries
          .filter(([, part]) => !isForm(part))
          .map(([field, part]) => (
            <div key={field}>
              <dt>{caseWords.labels[field] ?? field}</dt>
              <dd>{textOf(field, part, words, caseWords)}</dd>
            </div>
          ))}
      </dl>
      {entries.map(([field, part]) =>
        isForm(part) ? (
          <div key={field} className="field-group">
            <h3>{caseWords.labels[field] ?? field}</h3>
            <FormFields value={part} />
          </div>
        ) : null,
      )}
    </>
  );
};

/** Rows of a form as a table that scrolls by itself where the window is narrow. */
export const FormTable = ({ caption, rows }: { caption: string; rows: readonly Form[] }) => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    // What scrolls sideways has to be reachable by the keyboard.
    <div className="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field} scope="col">
                {caseWords.labels[field] ?? field}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {fields.map((field) => (
                <td key={field}>{textOf(field, row[field], words, caseWords)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
