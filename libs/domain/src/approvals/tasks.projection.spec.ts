import { describe, expect, it } from '@jest/globals';
import type { ReviewKind, Task } from '#libs/contracts';
import { buildDue, buildFacts, buildListing, buildOpening } from './case-builders.js';
import type { Filing } from './filing.decider.js';
import type { Inspection } from './inspection-state.js';
import type { Meeting } from './meeting.decider.js';
import type { Notice } from './notice-state.js';
import type { Review } from './review-state.js';
import { tasksOfFiling, tasksOfInspection, tasksOfMeeting, tasksOfNotice, tasksOfReview } from './tasks.projection.js';

const head = { subject: 'x/1', version: 3 };
const work = { ...buildOpening(), openedOn: '2026-03-02', reminded: false, escalation: 0 };
const lines = (tasks: readonly Task[]) =>
  tasks.map(({ action, role, unit, assignee }) =>
    [action, role, unit ?? assignee].filter((part) => part !== null).join(' '),
  );

const meeting = (change: Partial<Meeting>): Meeting => ({
  ...work,
  status: 'OPEN',
  planNumber: 1,
  committeeSize: 3,
  supplierUsccs: [],
  meetingDate: null,
  members: [],
  present: [],
  recused: [],
  votes: [],
  count: null,
  resolutionNo: null,
  resolutionHash: null,
  ...change,
});
const review = (kind: ReviewKind, change: Partial<Review> = {}): Review => ({
  ...work,
  status: 'OPEN',
  kind,
  round: 1,
  due: buildDue('2026-03-05'),
  facts: buildFacts(),
  about: null,
  signatures: [],
  reasonCode: null,
  documentNo: null,
  ...change,
});
const signature = (role: string): Review['signatures'][number] => ({
  role,
  actor: 'a',
  outcome: 'pass',
  reasonCode: null,
  reasonHash: null,
  unionGrantFen: null,
  healthGrantFen: null,
  documentNo: null,
  signedOn: '2026-03-05',
});

describe('who has to act', () => {
  it('carries what a list shows, so that lists join nothing', () => {
    expect(tasksOfReview(review('formal-check'), head)).toEqual([
      {
        subject: 'x/1',
        version: 3,
        caseId: work.caseId,
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
        listing: buildListing(),
      },
    ]);
  });

  it('is nobody before the first event and after the last one', () => {
    const none = { status: 'NONE' } as const;
    expect([
      ...tasksOfMeeting(none, head),
      ...tasksOfReview(none, head),
      ...tasksOfFiling(none, head),
      ...tasksOfInspection(none, head),
      ...tasksOfNotice(none, head),
      ...tasksOfMeeting(meeting({ status: 'ADOPTED' }), head),
      ...tasksOfReview(review('formal-check', { status: 'PASSED' }), head),
    ]).toEqual([]);
  });

  it('is the chair, then each present member who has not voted, then the chair again', () => {
    expect(lines(tasksOfMeeting(meeting({}), head))).toEqual(['convening GU_CHAIR']);
    expect(lines(tasksOfMeeting(meeting({ status: 'CONVENED' }), head))).toEqual(['vote-opening GU_CHAIR']);
    const voting = meeting({ status: 'VOTING', present: ['m1', 'm2'], votes: [{ member: 'm1', choice: 'yes' }] });
    expect(lines(tasksOfMeeting(voting, head))).toEqual(['votes COMMITTEE_MEMBER m2']);
    const done = { ...voting, votes: ['m1', 'm2'].map((member) => ({ member, choice: 'no' as const })) };
    expect(lines(tasksOfMeeting(done, head))).toEqual(['closing GU_CHAIR']);
    expect(tasksOfMeeting(done, head)[0]?.organisation).toBe(buildListing().unionUscc);
  });

  it('is one seat after the other in a sequence, both in parallel', () => {
    expect(lines(tasksOfReview(review('district-review'), head))).toEqual(['decision DU_REVIEWER 510104']);
    const signed = review('district-review', { signatures: [signature('DU_REVIEWER')] });
    expect(lines(tasksOfReview(signed, head))).toEqual(['decision DU_LEADER 510104']);
    expect(lines(tasksOfReview(review('joint-review'), head))).toEqual([
      'decision MU_LEADER 5101',
      'decision MH_LEADER 5101',
    ]);
    const half = review('joint-review', { signatures: [signature('MU_LEADER')] });
    expect(lines(tasksOfReview(half, head))).toEqual(['decision MH_LEADER 5101']);
    expect(lines(tasksOfReview(review('health-verification'), head))).toEqual(['decision CH_OFFICER 510105']);
  });

  it('shows an escalated review to the leader and to the level above, without giving them the signature', () => {
    expect(lines(tasksOfReview(review('formal-check', { escalation: 1 }), head))).toEqual([
      'decision DU_REVIEWER 510104',
      'attention DU_LEADER 510104',
    ]);
    expect(lines(tasksOfReview(review('formal-check', { escalation: 2 }), head))).toEqual([
      'decision DU_REVIEWER 510104',
      'attention DU_LEADER 510104',
      'attention MU_LEADER 5101',
    ]);
    const withLeader = review('municipal-review', { escalation: 2, signatures: [signature('MU_REVIEWER')] });
    expect(lines(tasksOfReview(withLeader, head))).toEqual(['decision MU_LEADER 5101']);
  });

  it('is the officer of the site’s unit for a filing', () => {
    const filing: Filing = {
      ...work,
      status: 'OPEN',
      facts: buildFacts(),
      receiptDue: buildDue('2026-03-26'),
      nonconformityDue: buildDue('2026-04-10'),
      receipt: null,
      reasonCode: null,
    };
    expect(lines(tasksOfFiling(filing, head))).toEqual(['receipt CH_OFFICER 510105']);
    expect(lines(tasksOfFiling({ ...filing, escalation: 1 }, head))).toEqual([
      'receipt CH_OFFICER 510105',
      'attention MH_OFFICER 5101',
    ]);
    expect(tasksOfFiling({ ...filing, status: 'RECEIPTED' }, head)).toEqual([]);
  });

  it('is any inspector, then the lead, then the companion', () => {
    const open: Inspection = {
      ...work,
      status: 'OPEN',
      facts: buildFacts(),
      visitDue: buildDue('2026-04-17'),
      reportDue: null,
      visit: null,
      sheetHash: null,
      outcome: null,
      reasonCode: null,
    };
    const visit = { visitedOn: '2026-04-17', lead: 'l', leadBody: 'union', companion: 'c' };
    expect(lines(tasksOfInspection(open, head))).toEqual(['visit INSPECTOR']);
    expect(lines(tasksOfInspection({ ...open, status: 'VISITED', visit }, head))).toEqual(['report INSPECTOR l']);
    const reported: Inspection = { ...open, status: 'REPORTED', visit, reportDue: buildDue('2026-04-22') };
    expect(lines(tasksOfInspection(reported, head))).toEqual(['signature INSPECTOR c']);
    expect(tasksOfInspection(reported, head)[0]?.dueOn).toBe('2026-04-22');
    expect(tasksOfInspection({ ...reported, status: 'PASSED' }, head)).toEqual([]);
  });

  it('is the district leader when the reviewer does not accept, once in the list even when it is overdue', () => {
    const refused = { ...signature('DU_REVIEWER'), outcome: 'reject' as const };
    const waiting = review('formal-check', { signatures: [refused], escalation: 1 });
    expect(lines(tasksOfReview(waiting, head))).toEqual(['decision DU_LEADER 510104']);
    expect(lines(tasksOfReview({ ...waiting, escalation: 2 }, head))).toEqual([
      'decision DU_LEADER 510104',
      'attention MU_LEADER 5101',
    ]);
  });

  it.each(['PASSED', 'RETURNED', 'REJECTED', 'DEFERRED', 'CLOSED'] as const)(
    'is nobody once a review is %s',
    (status) => {
      expect(tasksOfReview(review('district-review', { status, escalation: 2 }), head)).toEqual([]);
    },
  );

  it('is the municipal reviewer, then both leaders, while an objection is open', () => {
    const notice: Notice = {
      ...work,
      status: 'OPEN',
      facts: buildFacts(),
      period: buildDue('2026-05-15'),
      unionGrantFen: 1,
      healthGrantFen: 1,
      objections: [],
    };
    expect(tasksOfNotice(notice, head)).toEqual([]);
    const objected: Notice = { ...notice, objections: [{ objection: 1, status: 'OPEN' }] };
    expect(lines(tasksOfNotice(objected, head))).toEqual(['objection-examinations MU_REVIEWER 5101']);
    expect(tasksOfNotice(objected, head)[0]?.dueOn).toBe('2026-05-15');
    expect(tasksOfNotice({ ...objected, stoppedOn: '2026-05-13' }, head)[0]?.dueOn).toBeNull();
    const accepted: Notice = { ...notice, objections: [{ objection: 1, status: 'ACCEPTED' }] };
    expect(lines(tasksOfNotice(accepted, head))).toEqual([
      'objection-decisions MU_LEADER 5101',
      'objection-decisions MH_LEADER 5101',
    ]);
  });
});
