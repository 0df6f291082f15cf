import { refusal, type Refusal } from '#libs/contracts';

/** Parameters that quote what somebody typed: whatever they look like, they are not kept. */
const TYPED: ReadonlySet<string> = new Set(['addr', 'problem', 'problemZh']);

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const HASH = /[0-9a-f]{64}/g;
/** `TY2026-4559407C`: its digits come from an id and are nobody's number, however many stand together. */
const CASE_NUMBER = /\bTY\d{4}-[0-9A-F]{8}\b/g;

const FORMS: readonly RegExp[] = [
  // Amounts and counts. Digits without grouping end at six: telephone, account and identity numbers are longer.
  /^-?(\d{1,6}|\d{1,3}(,\d{3})+)(\.\d{1,4})?$/,
  // Dates and instants.
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/,
  // Ids, codes, names of fields and commands, and lists of them; a long run of digits is none.
  /^(?!.*\d{7})[A-Za-z][A-Za-z0-9]*([.:/-][A-Za-z0-9]+|_[A-Z0-9]+)*(, ?[A-Za-z][A-Za-z0-9._:/-]*)*$/,
];
const LENGTH_MAX = 200;

const mayBeKept = (name: string, value: string | number): boolean => {
  if (TYPED.has(name)) return false;
  if (typeof value === 'number') return true;
  const shape = value.replace(UUID, 'id').replace(HASH, 'hash').replace(CASE_NUMBER, 'case');
  return value.length <= LENGTH_MAX && FORMS.some((form) => form.test(shape));
};

/**
 * A refusal as the log keeps it for ever (design §4): rule, pointer, and of the parameters only numbers and what looks like
 * an id, a code or a date. A malformed field's problem may quote what somebody typed, so nothing of it is kept.
 */
export const anonymous = ({ rule, pointer, params }: Refusal): Refusal => {
  if (rule === 'G-MALFORMED') return refusal(rule, pointer);
  return refusal(
    rule,
    pointer,
    Object.fromEntries(Object.entries(params).filter(([name, value]) => mayBeKept(name, value))),
  );
};
