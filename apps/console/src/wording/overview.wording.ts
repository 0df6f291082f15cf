/** Texts of the page for leaders. */
export interface OverviewWords {
  readonly title: string;
  readonly scope: (units: string, today: string) => string;
  readonly and: string;
  readonly targets: string;
  readonly targetNames: Readonly<Record<'sites' | 'units', string>>;
  readonly targetTexts: Readonly<Record<'sites' | 'units', (value: number, by: string) => string>>;
  readonly reached: string;
  readonly missing: (count: number) => string;
  readonly map: string;
  readonly mapHint: string;
  readonly unitSites: (count: number) => string;
  readonly unitUnderWay: (count: number) => string;
  readonly status: string;
  readonly count: string;
  readonly funnel: string;
  readonly funnelCaption: string;
  readonly ages: string;
  readonly agesHint: string;
  readonly agesCaption: string;
  readonly band: (fromDays: number, toDays: number | null) => string;
  readonly money: (year: number) => string;
  readonly moneyCaption: string;
  readonly fund: string;
  readonly budget: string;
  readonly noBudget: string;
  readonly left: string;
  readonly reserved: string;
  readonly granted: string;
  readonly paid: string;
  readonly grants: (amount: string, count: number) => string;
}
