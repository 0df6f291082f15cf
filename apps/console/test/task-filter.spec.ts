import { describe, expect, it } from '@jest/globals';
import type { OfficeCalendarView, Task } from '#libs/contracts';
import { countTasks, filterOf, filterTasks, searchOf } from '../src/inbox/task-filter.view.js';
import { mergeInbox } from '../src/inbox/merge-inbox.view.js';

const calendar: OfficeCalendarView = {
  today: '2026-03-04',
  calendarVersion: 'v',
  from: '2026-01-01',
  to: '2026-12-31',
  daysOff: ['2026-03-07', '2026-03-08'],
};

const task = (subject: string, changes: Partial<Task> & { employerName?: string } = {}): Task => {
  const { employerName = '成都示例第一人民医院', ...rest } = changes;
  return {
    subject,
    version: 1,
    caseId: 'case',
    kind: 'formal-check',
    action: 'decision',
    role: 'DU_REVIEWER',
    unit: '510104',
    organisation: null,
    assignee: null,
    openedOn: '2026-03-02',
    dueOn: '2026-03-05',
    reminded: false,
    escalation: 0,
    listing: {
      caseNo: 'TY2026-8B6F71E7',
      employerName,
      employerUscc: '12510104MATX000186',
      unionUscc: '81510104MATX01010G',
      managingUnit: '510104',
      siteUnit: '510104',
      mode: 'SELF',
      requestedUnionFen: 0,
    },
    ...rest,
  };
};

const tasks = [
  task('review/late', { dueOn: '2026-03-03' }),
  task('review/today', { dueOn: '2026-03-04', employerName: '成都示例软件有限公司' }),
  task('review/soon', { kind: 'district-review' }),
  task('review/far', { dueOn: '2026-03-20', kind: 'district-review' }),
];
const shown = (search: string) =>
  filterTasks(tasks, filterOf(new URLSearchParams(search)), calendar).map(({ subject }) => subject);

describe('the inbox', () => {
  it.each([
    ['', ['review/late', 'review/today', 'review/soon', 'review/far']],
    ['due=overdue', ['review/late']],
    ['due=today', ['review/today']],
    ['due=soon', ['review/today', 'review/soon']],
    ['kind=district-review', ['review/soon', 'review/far']],
    ['q=软件', ['review/today']],
    ['q=ty2026 医院', ['review/late', 'review/soon', 'review/far']],
    ['unit=510105', []],
    ['kind=nonsense&due=never', ['review/late', 'review/today', 'review/soon', 'review/far']],
  ])('shows by the address ?%s', (search, subjects) => {
    expect(shown(search)).toEqual(subjects);
  });

  it('writes into the address what it reads from there, and nothing for what is not chosen', () => {
    for (const search of ['', 'kind=designation&due=overdue&unit=510104&q=A+B']) {
      expect(searchOf(filterOf(new URLSearchParams(search))).toString()).toBe(search);
    }
  });

  it('counts kinds among those of the due date, and due dates among those of the kind', () => {
    const counts = countTasks(tasks, filterOf(new URLSearchParams('kind=district-review')), calendar);
    expect([...counts.kinds]).toEqual([
      ['formal-check', 2],
      ['district-review', 2],
    ]);
    expect(counts.dues).toEqual({ all: 2, overdue: 0, today: 0, soon: 1 });
  });

  it('shows what somebody has taken by who has it, and counts each', () => {
    const held = [
      { ...task('review/mine'), holder: 'me' as const },
      { ...task('review/theirs'), holder: 'colleague' as const },
      task('review/free'),
    ];
    const filter = filterOf(new URLSearchParams('holder=nobody'));
    expect(filterTasks(held, filter, calendar).map(({ subject }) => subject)).toEqual(['review/free']);
    expect(countTasks(held, filter, calendar).holders).toEqual({ all: 3, me: 1, nobody: 1 });
    expect(searchOf(filter).toString()).toBe('holder=nobody');
  });

  it("merges the services' tasks by due date and says which service is silent", () => {
    const fetched = (one: Task, service: 'applications' | 'approvals') => ({
      data: { tasks: [{ ...one, service, holder: 'nobody' as const }], tookMs: 1 },
      isLoading: false,
      isError: false,
    });
    const merged = mergeInbox([
      fetched(task('application/a', { dueOn: null }), 'applications'),
      fetched(task('review/r'), 'approvals'),
      { data: undefined, isLoading: false, isError: true },
    ]);
    expect(merged.tasks.map(({ subject }) => subject)).toEqual(['review/r', 'application/a']);
    expect(merged.silent).toEqual(['payments']);
  });
});
