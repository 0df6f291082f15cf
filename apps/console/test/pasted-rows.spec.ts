import { describe, expect, it } from '@jest/globals';
import { pastedRows } from '../src/plans/pasted-rows.view.js';
import { PLAN_TABLES } from '../src/plans/plan-fields.view.js';
import { SHEET_NAMES } from '../src/plans/sheet-names.view.js';

const classes = (text: string) => pastedRows(text, PLAN_TABLES.classes.fields, SHEET_NAMES);
const staff = (text: string) => pastedRows(text, PLAN_TABLES.staff.fields, SHEET_NAMES);
const ROW = { kind: 'INFANT', children: '9', carers: '3', floor: '1', areaM2: '60.5', feePerMonthFen: '1980' };

describe('rows from a spreadsheet', () => {
  it('are read in the order of the form, with the words of either language', () => {
    expect(classes('乳儿班\t9\t3\t1\t60.5\t1,980\r\ninfant class\t9\t3\t1\t60.5\t￥1980\r\n')).toEqual({
      rows: [ROW, ROW],
    });
  });

  it('are read by the names of the columns when the first line has them', () => {
    expect(classes('月收费\t班级类型\t婴幼儿数\t保育人员数\t楼层\t面积（㎡）\n1980\t乳儿班\t9\t3\t1\t60.5')).toEqual({
      rows: [ROW],
    });
  });

  it('take dates, yes and no as people write them', () => {
    expect(staff('王某\t保育人员\t是\t大专\t48\tZS1\t2024年3月1日\t130\t2026/1/5\t2026.01.05')).toEqual({
      rows: [
        expect.objectContaining({
          role: 'CARER',
          fullTime: 'true',
          certDate: '2024-03-01',
          healthCertIssuedOn: '2026-01-05',
          criminalCheckOn: '2026-01-05',
        }),
      ],
    });
  });

  it('keep line ends and tabs inside quotation marks', () => {
    expect(staff('"王\n""某"""\t保育人员\t是\t"大\t专"\t48\tZS1\t2024-03-01\t130\t2026-01-05\t2026-01-05')).toEqual({
      rows: [expect.objectContaining({ name: '王\n"某"', education: '大\t专' })],
    });
  });

  it('are all refused when one cell is bad, each by its line and column', () => {
    const pasted = classes('乳儿班\t9\t3\t1\t60\t1980\n幼儿园\t九\t\t1\t60\t19.999\n托大班\t20\t3\t2\t90\t1780\t多余');
    expect('bad' in pasted ? pasted.bad.map(({ line, field }) => `${line} ${field?.name ?? ''}`) : pasted).toEqual([
      '2 kind',
      '2 children',
      '2 carers',
      '2 feePerMonthFen',
      '3 ',
    ]);
  });

  it('are none for nothing', () => {
    expect(classes(' \n\t\t\n')).toEqual({ rows: [] });
  });
});
