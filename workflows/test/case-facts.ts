import type { PlanFacts } from '#libs/contracts';

/** What the plan of a told case says, where a test says nothing else. */
export const FACTS: PlanFacts = {
  employerName: '蓉城智造有限公司',
  employerUscc: '91510100MA6CDEFG0X',
  employerNature: 'PRIVATE',
  unionName: '蓉城智造有限公司工会委员会',
  unionUscc: '81510100MC12345678',
  managingUnit: '510107',
  siteUnit: '510107',
  siteAddress: '成都市武侯区示例路1号',
  institutionName: '蓉城智造托育园',
  institutionUscc: '91510107MA6HIJKL1X',
  mode: 'SELF',
  classes: [{ kind: 'INFANT', children: 9, carers: 3, floor: 1 }],
  places: 9,
  filing: {
    no: '川托备510107001',
    receiptDate: '2026-02-02',
    filedName: '蓉城智造托育园',
    filedAddress: '成都市武侯区示例路1号',
    filedPlaces: 9,
  },
  supplierUsccs: [],
  attachments: [],
  requestedUnionFen: 10_000_000,
  requestedHealthFen: 5_000_000,
};
