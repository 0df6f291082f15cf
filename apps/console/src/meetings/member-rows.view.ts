/** A member as he is typed in: his number, and the codes of his interests in one line. */
export interface MemberRow {
  readonly member: string;
  readonly interests: string;
}

export const EMPTY_ROW: MemberRow = { member: '', interests: '' };

/** Blanks, commas of both scripts and semicolons stand between codes. */
const BETWEEN = /[\s,，;；、]+/;

const wordsOf = (text: string): readonly string[] => text.split(BETWEEN).filter((word) => word !== '');

/** Members as the command names them; rows that nobody filled in are none. */
export const membersOf = (rows: readonly MemberRow[]): readonly { member: string; interests: readonly string[] }[] =>
  rows
    .filter(({ member, interests }) => member.trim() !== '' || interests.trim() !== '')
    .map(({ member, interests }) => ({ member: member.trim(), interests: wordsOf(interests) }));

/** Rows of a spreadsheet or a list: the number first, then codes. Undefined for what is only one word. */
export const pastedRows = (text: string): readonly MemberRow[] | undefined => {
  const rows = text
    .split(/\r?\n/)
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .map(([member = '', ...interests]) => ({ member, interests: interests.join(' ') }));
  return rows.length > 1 || rows.some(({ interests }) => interests !== '') ? rows : undefined;
};

/** The pasted rows stand from this place on; what was there before and behind them stays. */
export const withPasted = (
  rows: readonly MemberRow[],
  from: number,
  pasted: readonly MemberRow[],
): readonly MemberRow[] => [...rows.slice(0, from), ...pasted, ...rows.slice(from + pasted.length)];
