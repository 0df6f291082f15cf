import { AGE_BANDS, type CaseOverview, type MoneyOverview } from '#libs/contracts';
import { useOverviewWords } from '../wording/overview-words.part.js';
import { useWords } from '../wording/language.part.js';
import { ChartedTable } from './charted-table.part.js';
import type { FigureRow } from './figure-table.part.js';
import { agesOf, funnelOf, moneyOf, type Figure, type MoneyRow } from './overview.view.js';

const cellOf = ({ count, path }: Figure): FigureRow['cells'][number] => ({
  text: String(count),
  path: count === 0 ? undefined : path,
});

/** The cases by the state they are in. */
export const Funnel = ({ overview }: { overview: CaseOverview }) => {
  const { words } = useWords();
  const texts = useOverviewWords();
  const rows = funnelOf(overview);
  return (
    <ChartedTable
      title={texts.funnel}
      caption={texts.funnelCaption}
      heads={[texts.status, texts.count]}
      rows={rows.map((row) => ({ key: row.status, name: words.office.statuses[row.status], cells: [cellOf(row)] }))}
      chart={{
        categories: rows.map(({ status }) => words.office.statuses[status]),
        series: [{ name: texts.count, values: rows.map(({ count }) => count) }],
        write: String,
      }}
      pathOf={(category) => rows[category]?.path}
    />
  );
};

/** How long the cases under way have been where they are. */
export const Ages = ({ overview }: { overview: CaseOverview }) => {
  const { words } = useWords();
  const texts = useOverviewWords();
  const rows = agesOf(overview);
  const bands = AGE_BANDS.map(({ fromDays, toDays }) => texts.band(fromDays, toDays));
  return (
    <ChartedTable
      title={texts.ages}
      hint={texts.agesHint}
      caption={texts.agesCaption}
      heads={[texts.status, ...bands]}
      rows={rows.map((row) => ({
        key: row.status,
        name: words.office.statuses[row.status],
        cells: row.bands.map(cellOf),
      }))}
      chart={{
        categories: rows.map(({ status }) => words.office.statuses[status]),
        series: bands.map((name, index) => ({ name, values: rows.map((row) => row.bands[index]?.count ?? 0) })),
        write: String,
      }}
      pathOf={(category, series) => rows[category]?.bands[series]?.path}
    />
  );
};

const sum = (rows: readonly MoneyRow[], of: (row: MoneyRow) => number): readonly number[] => rows.map(of);

/** The year's money: what there is, what is promised, what has arrived. */
export const Money = ({ overview }: { overview: MoneyOverview }) => {
  const { words } = useWords();
  const texts = useOverviewWords();
  const rows = moneyOf(overview);
  const money = (fen: number | undefined): string => (fen === undefined ? texts.noBudget : words.money(fen));
  const figure = ({ count, fen, path }: MoneyRow['paid']): FigureRow['cells'][number] => ({
    text: texts.grants(words.money(fen), count),
    path: count === 0 ? undefined : path,
  });
  return (
    <ChartedTable
      isWide
      title={texts.money(overview.year)}
      caption={texts.moneyCaption}
      heads={[texts.fund, texts.budget, texts.left, texts.reserved, texts.granted, texts.paid]}
      rows={rows.map(({ fund, budget, granted, paid }) => ({
        key: fund,
        name: words.office.funds[fund],
        cells: [
          { text: money(budget?.amountFen) },
          { text: money(budget?.leftFen) },
          { text: money(budget?.reservedFen) },
          figure(granted),
          figure(paid),
        ],
      }))}
      chart={{
        categories: rows.map(({ fund }) => words.office.funds[fund]),
        series: [
          { name: texts.paid, values: sum(rows, ({ budget }) => budget?.paidFen ?? 0) },
          { name: texts.reserved, values: sum(rows, ({ budget }) => budget?.reservedFen ?? 0) },
          { name: texts.left, values: sum(rows, ({ budget }) => budget?.leftFen ?? 0) },
        ],
        write: words.money,
      }}
      pathOf={(category, series) => rows[category]?.[series === 0 ? 'paid' : 'granted'].path}
    />
  );
};
