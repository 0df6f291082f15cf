import type { CaseOutcome } from './case-driver.js';

/** Fen as yuan: money is whole fen and never a fraction of a number. */
const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Terminals give a Chinese character two columns. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** One line per case: number, employer, status, grants paid in yuan, facts that the feed has told. */
export const outcomeTable = (outcomes: readonly CaseOutcome[]): string => {
  const head = ['申请 case', '单位 employer', '状态 status', '已拨付(元) paid (yuan)', '事件 events'];
  const rows = outcomes.map(({ caseNo, site, status, paidFen, events }) => [
    caseNo,
    `${site.code} ${site.name}`,
    status,
    yuan(paidFen),
    String(events),
  ]);
  const sum = (of: (outcome: CaseOutcome) => number): number => outcomes.reduce((all, each) => all + of(each), 0);
  const total = [
    '',
    `合计 total ${outcomes.length}`,
    '',
    yuan(sum((each) => each.paidFen)),
    String(sum((each) => each.events)),
  ];
  const lines = [head, ...rows, total];
  const widths = head.map((_name, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, at) => padded(cell, widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
