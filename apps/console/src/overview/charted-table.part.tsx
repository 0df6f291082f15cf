import { Suspense, lazy, useId } from 'react';
import { useNavigate } from 'react-router';
import { Waiting } from '../shell/waiting.part.js';
import type { BarsChart } from './chart.view.js';
import { FigureTable, type FigureRow } from './figure-table.part.js';

/** The drawing comes after the numbers: nobody waits for it. */
const Chart = lazy(() => import('./chart.part.js'));

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly FigureRow[];
  readonly chart: BarsChart;
  /** The table needs the whole width. */
  readonly isWide?: boolean;
  /** Where a bar leads. */
  readonly pathOf: (category: number, series: number) => string | undefined;
}

/** Numbers drawn, and beside it the same numbers as a table, for everybody. */
export const ChartedTable = ({ title, hint, chart, pathOf, isWide = false, ...table }: Props) => {
  const navigate = useNavigate();
  const id = useId();
  const pick = (category: number, series: number): void => {
    const path = pathOf(category, series);
    if (path !== undefined) void navigate(path);
  };
  return (
    <section className="sheet charted" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint === undefined ? null : <p className="quiet">{hint}</p>}
      <div className={isWide ? 'charted-body charted-wide' : 'charted-body'}>
        <Suspense fallback={<Waiting />}>
          <Chart chart={chart} onPick={pick} />
        </Suspense>
        <FigureTable {...table} />
      </div>
    </section>
  );
};
