import { findUnit } from '#libs/policy';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useCaseWords } from '../wording/case-words.part.js';
import { useWords } from '../wording/language.part.js';
import type { Leaf } from './replay-moment.view.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Fields and their values as auditors read them; what has no word keeps its code. */
export const useFieldWords = () => {
  const { words } = useWords();
  const caseWords = useCaseWords();
  const auditWords = useAuditWords();
  const partName = (part: string): string =>
    /^\d+$/.test(part) ? String(Number(part) + 1) : (auditWords.labels[part] ?? caseWords.labels[part] ?? part);
  const nameOf = (path: string): string => path.split('.').map(partName).join(' › ');
  const textOf = (path: string, value: Leaf | undefined): string => {
    const field = path.slice(path.lastIndexOf('.') + 1);
    if (value === null || value === undefined) return '—';
    if (typeof value === 'boolean') return value ? caseWords.yes : caseWords.no;
    if (typeof value === 'number') return field.endsWith('Fen') ? words.money(value) : String(value);
    if (DATE.test(value)) return words.date(value);
    if (field.endsWith('Unit')) return findUnit(value)?.[words.language] ?? value;
    if (field === 'status') return (words.office.statuses as Readonly<Record<string, string>>)[value] ?? value;
    return caseWords.codes[field]?.[value] ?? value;
  };
  return { nameOf, textOf };
};
