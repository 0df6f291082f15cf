import { useEffect, useRef } from 'react';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { chartOption, type BarsChart } from './chart.view.js';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

interface Props {
  readonly chart: BarsChart;
  /** Somebody chose a bar. */
  readonly onPick: (category: number, series: number) => void;
}

/** A picture of the table beside it, which says the same to everybody who does not see this. */
const Chart = ({ chart, onPick }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = init(place.current);
    drawn.current = made;
    made.on('click', ({ dataIndex, seriesIndex }) => pick.current(dataIndex, seriesIndex ?? 0));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  const { length } = chart.categories;
  useEffect(() => {
    drawn.current?.setOption(chartOption(chart));
  }, [chart]);
  return <div ref={place} className="chart" aria-hidden style={{ height: `${4 + 1.9 * length}rem` }} />;
};

export default Chart;
