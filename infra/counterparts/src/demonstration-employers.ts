/** The employers of domain.md §10 with their unions. All synthetic; the codes pass their check digits. */
export interface DemonstrationEmployer {
  readonly code: string;
  readonly name: string;
  /** The unit that manages the employer's union. Never derived from the credit code. */
  readonly unit: string;
  readonly employerUscc: string;
  readonly unionUscc: string;
}

const employer = (
  code: string,
  name: string,
  unit: string,
  employerUscc: string,
  unionUscc: string,
): DemonstrationEmployer => ({ code, name, unit, employerUscc, unionUscc });

export const DEMONSTRATION_EMPLOYERS: readonly DemonstrationEmployer[] = [
  ['E01', '成都示例第一人民医院', '510104', '12510104MATX000186', '81510104MATX01010G'],
  ['E02', '成都示例精密制造有限公司', '510112', '91510112MATX00026E', '81510112MATX010290'],
  ['E03', '成都示例软件有限公司', '5101GX', '91510100MATX00034W', '81510100MATX01037E'],
  ['E04', '四川示例建设集团', '510106', '91510106MATX00042E', '81510106MATX010450'],
  ['E05', '大邑县示例医院', '510129', '12510129MATX00050Q', '81510129MATX010535'],
  ['E06', '示例(成都)电子有限公司', '510116', '91510116MATX00069M', '81510116MATX010615'],
  ['E07', '成都示例大学', '510117', '12510117MATX000774', '81510117MATX0107XB'],
  ['E08', '成都示例食品有限公司', '510114', '91510114MATX00085E', '81510114MATX010880'],
  ['E09', '简阳示例航空服务公司', '5101DB', '91510185MATX000934', '81510185MATX01096M'],
  ['E10', '成都示例传媒公司', '510108', '91510108MATX001069', '81510108MATX01109T'],
  ['E11', '金堂县示例机关', '510121', '11510121MATX001146', '81510121MATX01117F'],
  ['E12', '成都示例物流园', '510113', '91510113MATX001226', '81510113MATX01125P'],
].map(([code = '', name = '', unit = '', employerUscc = '', unionUscc = '']) =>
  employer(code, name, unit, employerUscc, unionUscc),
);
