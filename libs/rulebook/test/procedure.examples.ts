import type { RuleExamples } from './rule-example.js';

const TEXT = '材料与现场情况不一致，请更正后再报';
const meeting = (totalMembers: number, present: number, yes: number) => ({
  committee: { totalMembers, present, yes, no: present - yes },
});

export const PROCEDURE_EXAMPLES = {
  'R-COM-01': {
    holds: [meeting(7, 5, 4), meeting(6, 4, 4), meeting(3, 2, 2)],
    fails: [
      [meeting(7, 4, 4), '/committee/present'],
      [meeting(5, 3, 3), '/committee/present'],
      [meeting(11, 7, 6), '/committee/present'],
    ],
  },
  'R-COM-02': {
    holds: [meeting(7, 5, 4), meeting(9, 6, 5), meeting(15, 10, 8)],
    fails: [
      [meeting(6, 4, 3), '/committee/yes'],
      [meeting(15, 10, 7), '/committee/yes'],
    ],
  },
  'R-COM-03': {
    holds: [
      { committee: { meetingDate: '2026-03-02' } },
      { committee: { meetingDate: '2026-02-01', submittedOn: '2026-02-01', firstSpentOn: '2026-02-02' } },
    ],
    fails: [
      [{ committee: { meetingDate: '2026-03-03' } }, '/committee/meetingDate'],
      [{ committee: { meetingDate: '2026-02-02', firstSpentOn: '2026-02-02' } }, '/committee/meetingDate'],
    ],
  },
  'R-COM-04': {
    holds: [{ committee: { minutes: 'minutes.pdf', signInSheet: 'sheet.pdf' } }],
    fails: [
      [{ committee: { minutes: 'minutes.pdf' } }, '/committee/signInSheet'],
      [{ committee: { minutes: '', signInSheet: '' } }, '/committee/minutes', '/committee/signInSheet'],
    ],
  },
  'R-COM-05': {
    holds: [{ committee: { totalMembers: 7, present: 5, recused: 2, yes: 4, no: 0, abstain: 1 } }],
    fails: [
      [{ committee: { totalMembers: 7, present: 5, yes: 4, no: 0 } }, '/committee/present'],
      [{ committee: { totalMembers: 7, present: 6, recused: 2, yes: 6 } }, '/committee/present'],
    ],
  },
  'R-COM-06': {
    holds: [
      {
        committee: {
          members: [{ member: 'M1', interests: ['91510112MATX02021D'], recused: true }],
          supplierUsccs: ['91510112MATX02021D'],
        },
      },
    ],
    fails: [
      [
        {
          committee: {
            members: [
              { member: 'M1', interests: [], recused: false },
              { member: 'M2', interests: ['91510112MATX02021D'], recused: false },
            ],
            supplierUsccs: ['91510112MATX02021D'],
          },
        },
        '/committee/members/1',
      ],
    ],
  },
  'R-COM-07': {
    holds: [{ budget: { rows: [{ item: '托育服务', standardText: '每人每月1000元' }] } }],
    fails: [
      [{ budget: { rows: [] } }, '/budget/rows'],
      [{ budget: { rows: [{ item: '托育服务', standardText: ' ' }] } }, '/budget/rows/0/standardText'],
    ],
  },
  'R-COM-08': {
    holds: [{ committee: { planVersionId: 'v2', submittedPlanVersionId: 'v2' } }],
    fails: [
      [{ committee: { planVersionId: 'v1', submittedPlanVersionId: 'v2' } }, '/committee/planVersionId'],
      [{ committee: { submittedPlanVersionId: 'v2' } }, '/committee/planVersionId'],
    ],
  },
  'R-PROC-01': {
    holds: [{ procedure: { defects: [{ reasonCode: 'MISSING_DOC', text: TEXT }] } }],
    fails: [[{ procedure: { defects: [] } }, '/procedure/defects']],
  },
  'R-PROC-02': {
    holds: [{ procedure: { correctionRoundsBefore: 1 } }],
    fails: [[{ procedure: { correctionRoundsBefore: 2 } }, '/procedure/correctionRoundsBefore']],
  },
  'R-PROC-03': {
    holds: [{ procedure: { correctionDueOn: '2026-03-02' } }],
    fails: [[{ procedure: { correctionDueOn: '2026-03-01' } }, '/procedure/correctionDueOn']],
  },
  'R-PROC-04': {
    holds: [{ procedure: { actor: 'a', excluded: ['b'] } }],
    fails: [
      [{ procedure: { actor: 'a', excluded: ['a'] } }, '/procedure/actor'],
      [
        {
          procedure: {
            acts: [{ duty: 'application-submission', actor: 'a' }],
            next: { duty: 'payment-making', actor: 'a' },
          },
        },
        '/procedure/next/actor',
      ],
    ],
  },
  'R-PROC-05': {
    holds: [
      {
        procedure: {
          acts: [{ duty: 'district-review', actor: 'a' }],
          next: { duty: 'municipal-review', actor: 'b' },
        },
      },
    ],
    fails: [
      [
        {
          procedure: {
            acts: [{ duty: 'district-review', actor: 'a' }],
            next: { duty: 'municipal-review', actor: 'a' },
          },
        },
        '/procedure/next/actor',
      ],
    ],
  },
  'R-PROC-06': {
    holds: [
      { procedure: { decision: { positive: true } } },
      { procedure: { decision: { positive: false, reasonCode: 'PRICE_HIGH', reasonText: '一二三四五六七八九十' } } },
    ],
    fails: [
      [
        { procedure: { decision: { positive: false, reasonCode: 'PRICE_HIGH', reasonText: '一二三四五六七八九' } } },
        '/procedure/decision/reasonText',
      ],
      [
        { procedure: { decision: { positive: false, reasonCode: 'NONE', reasonText: TEXT } } },
        '/procedure/decision/reasonCode',
      ],
    ],
  },
  'R-PROC-07': {
    holds: [{ procedure: { version: { expected: 4, current: 4 } } }],
    fails: [[{ procedure: { version: { expected: 3, current: 4 } } }, '/procedure/version']],
  },
  'R-PROC-08': {
    holds: [
      { procedure: { withdrawal: { noticeOpen: false, consented: false } } },
      { procedure: { withdrawal: { noticeOpen: true, consented: true } } },
    ],
    fails: [[{ procedure: { withdrawal: { noticeOpen: true, consented: false } } }, '/procedure/withdrawal']],
  },
  'R-CAL-01': {
    holds: [{ procedure: { timers: [{ startedOn: '2026-03-02', workingDays: 3 }] } }],
    fails: [[{ procedure: { timers: [{ startedOn: '2026-12-28', workingDays: 5 }] } }, '/procedure/timers/0']],
  },
  'R-CAL-02': {
    holds: [
      { procedure: { instants: [{ at: '2026-03-02T15:59:59Z', officeDate: '2026-03-02' }] } },
      { procedure: { instants: [{ at: '2026-03-02T16:00:00Z', officeDate: '2026-03-03' }] } },
    ],
    fails: [
      [
        { procedure: { instants: [{ at: '2026-03-02T16:00:00Z', officeDate: '2026-03-02' }] } },
        '/procedure/instants/0/officeDate',
      ],
      [
        { procedure: { instants: [{ at: '2026-03-02T10:00:00', officeDate: '2026-03-02' }] } },
        '/procedure/instants/0/officeDate',
      ],
    ],
  },
} satisfies Record<string, RuleExamples>;
