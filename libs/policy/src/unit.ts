/** One of the 23 district-level units (区（市）县、功能区), or the city. */
export interface Unit {
  readonly unitCode: string;
  readonly zh: string;
  readonly en: string;
  readonly type: 'district' | 'county' | 'county-level city' | 'functional area' | 'city';
  /** GB/T 2260; the three functional areas have none. Never derived from a credit code. */
  readonly gbCode: string | null;
}

/** domain.md §6.1, in its order: 12 districts, 3 counties, 5 county-level cities, 3 functional areas. */
export const UNITS = [
  { unitCode: '510104', zh: '锦江区', en: 'Jinjiang District', type: 'district', gbCode: '510104' },
  { unitCode: '510105', zh: '青羊区', en: 'Qingyang District', type: 'district', gbCode: '510105' },
  { unitCode: '510106', zh: '金牛区', en: 'Jinniu District', type: 'district', gbCode: '510106' },
  { unitCode: '510107', zh: '武侯区', en: 'Wuhou District', type: 'district', gbCode: '510107' },
  { unitCode: '510108', zh: '成华区', en: 'Chenghua District', type: 'district', gbCode: '510108' },
  { unitCode: '510112', zh: '龙泉驿区', en: 'Longquanyi District', type: 'district', gbCode: '510112' },
  { unitCode: '510113', zh: '青白江区', en: 'Qingbaijiang District', type: 'district', gbCode: '510113' },
  { unitCode: '510114', zh: '新都区', en: 'Xindu District', type: 'district', gbCode: '510114' },
  { unitCode: '510115', zh: '温江区', en: 'Wenjiang District', type: 'district', gbCode: '510115' },
  { unitCode: '510116', zh: '双流区', en: 'Shuangliu District', type: 'district', gbCode: '510116' },
  { unitCode: '510117', zh: '郫都区', en: 'Pidu District', type: 'district', gbCode: '510117' },
  { unitCode: '510118', zh: '新津区', en: 'Xinjin District', type: 'district', gbCode: '510118' },
  { unitCode: '510121', zh: '金堂县', en: 'Jintang County', type: 'county', gbCode: '510121' },
  { unitCode: '510129', zh: '大邑县', en: 'Dayi County', type: 'county', gbCode: '510129' },
  { unitCode: '510131', zh: '蒲江县', en: 'Pujiang County', type: 'county', gbCode: '510131' },
  { unitCode: '510181', zh: '都江堰市', en: 'Dujiangyan City', type: 'county-level city', gbCode: '510181' },
  { unitCode: '510182', zh: '彭州市', en: 'Pengzhou City', type: 'county-level city', gbCode: '510182' },
  { unitCode: '510183', zh: '邛崃市', en: 'Qionglai City', type: 'county-level city', gbCode: '510183' },
  { unitCode: '510184', zh: '崇州市', en: 'Chongzhou City', type: 'county-level city', gbCode: '510184' },
  { unitCode: '510185', zh: '简阳市', en: 'Jianyang City', type: 'county-level city', gbCode: '510185' },
  { unitCode: '5101GX', zh: '成都高新区', en: 'Chengdu Hi-tech Zone', type: 'functional area', gbCode: null },
  {
    unitCode: '5101TF',
    zh: '四川天府新区(成都直管区)',
    en: 'Sichuan Tianfu New Area',
    type: 'functional area',
    gbCode: null,
  },
  { unitCode: '5101DB', zh: '成都东部新区', en: 'Chengdu Eastern New Area', type: 'functional area', gbCode: null },
] as const satisfies readonly Unit[];

export type UnitCode = (typeof UNITS)[number]['unitCode'];

/** The city itself: the unit of municipal staff, never of an employer or a site. */
export const CITY = {
  unitCode: '5101',
  zh: '成都市',
  en: 'Chengdu City',
  type: 'city',
  gbCode: '510100',
} as const satisfies Unit;

const BY_CODE: ReadonlyMap<string, Unit> = new Map([...UNITS, CITY].map((unit) => [unit.unitCode, unit]));

/** True for the 23 units only; the city is not one of them (R-ORG-01). */
export const isUnit = (code: string): code is UnitCode => code !== CITY.unitCode && BY_CODE.has(code);

/** The unit or the city of this code. */
export const findUnit = (code: string): Unit | undefined => BY_CODE.get(code);
