/** Lying bars, one for each category, made of one piece for each series. */
export interface BarsChart {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** How a value is written. */
  readonly write: (value: number) => string;
}

/** From calm to what should alarm; neighbours differ in lightness, so that they are told apart without colours. */
const COLOURS = ['#145a55', '#6aa79f', '#f2b880', '#9f1f18'];
const INK = '#1f2a2e';
const LINE = '#dcdad2';
const FONT = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** The same as the library wants it. Its own HTML would need a wider content policy. */
export const chartOption = ({ categories, series, write }: BarsChart) => ({
  animation: false,
  textStyle: { fontFamily: FONT, color: INK },
  color: COLOURS,
  grid: { left: 8, right: 24, top: series.length > 1 ? 36 : 8, bottom: 8, containLabel: true },
  ...(series.length > 1 ? { legend: { top: 0, left: 0, textStyle: { color: INK }, selectedMode: false } } : {}),
  tooltip: {
    trigger: 'item' as const,
    renderMode: 'richText' as const,
    valueFormatter: (value: unknown) => write(Number(value)),
  },
  xAxis: {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: INK, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE } },
  },
  yAxis: {
    type: 'category' as const,
    inverse: true,
    data: [...categories],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK },
  },
  series: series.map(({ name, values }) => ({
    type: 'bar' as const,
    name,
    stack: 'all',
    barMaxWidth: 18,
    cursor: 'pointer',
    data: [...values],
  })),
});
