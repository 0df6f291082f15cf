import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/contracts';
import { given } from '#libs/testing';
import { automaticStepDecider, type AutomaticStepCommand, type AutomaticStepEvent } from './automatic-step.decider.js';
import { hash, human, on } from './case-builders.js';

const TODAY = '2026-04-30';
const muReviewer = human('mu-reviewer-1', { role: 'MU_REVIEWER', unit: '5101' });
const muLeader = human('mu-leader-1', { role: 'MU_LEADER', unit: '5101' });
const mhLeader = human('mh-leader-1', { role: 'MH_LEADER', unit: '5101' });
const operator = human('sys-admin-1', { role: 'SYS_ADMIN' });
const program: Actor = { id: 'program-1', kind: 'machine', roles: [{ role: 'PIPELINE', unit: '5101' }] };
const KNOWN = { unit: '5101', organisation: null, scopes: ['decide:formal-check'], suspended: false };
const TERMS = { pipeline: 'program-1', unit: '510104', answerWithinMinutes: 60, validFrom: '2026-05-06' };
const REASON = '形式审查的材料清单可以由程序核对';

const propose = (change: Partial<typeof TERMS> & { reasonText?: string } = {}): AutomaticStepCommand => ({
  kind: 'formal-check',
  type: 'propose',
  body: { ...TERMS, reasonText: REASON, ...change },
  reasonHash: hash('1'),
});
const confirm = (proposal: number): AutomaticStepCommand => ({
  kind: 'formal-check',
  type: 'confirm',
  body: { proposal },
});
const END: AutomaticStepCommand = {
  kind: 'formal-check',
  type: 'end',
  body: { reasonText: '程序的判断与人员复核不一致，暂停使用' },
  reasonHash: hash('2'),
};
const proposed = (proposal = 1, proposedBy = muReviewer.id): AutomaticStepEvent => ({
  type: 'automatic-step.proposed',
  data: { kind: 'formal-check', proposal, ...TERMS, reasonHash: hash('1'), proposedBy, proposedOn: TODAY },
});
const confirmed = (proposal = 1): AutomaticStepEvent => ({
  type: 'automatic-step.confirmed',
  data: {
    kind: 'formal-check',
    proposal,
    ...TERMS,
    proposedBy: muReviewer.id,
    confirmedBy: muLeader.id,
    confirmedOn: TODAY,
  },
});
const ended: AutomaticStepEvent = {
  type: 'automatic-step.ended',
  data: { kind: 'formal-check', reasonHash: hash('2'), endedBy: muReviewer.id, endedOn: TODAY },
};
const by = (actor: Actor, known: typeof KNOWN | undefined = KNOWN) => ({ ...on(TODAY, actor), program: known });

describe('a step that a program decides', () => {
  it('is proposed by one person and confirmed by a leader who is another', () => {
    given(automaticStepDecider, []).when(propose(), by(muReviewer)).then([proposed()]);
    given(automaticStepDecider, [proposed()]).when(confirm(1), by(muLeader)).then([confirmed()]);
    expect(given(automaticStepDecider, [proposed(), confirmed()]).state).toMatchObject({
      status: 'IN_FORCE',
      inForce: { ...TERMS, confirmedBy: muLeader.id },
      proposed: null,
    });
  });

  it('is not confirmed by whoever proposed it, nor by anybody but a leader of the body', () => {
    given(automaticStepDecider, [proposed(1, muLeader.id)])
      .when(confirm(1), by(muLeader))
      .thenRefused('R-AUTO-02');
    for (const nobody of [muReviewer, mhLeader, operator, program]) {
      given(automaticStepDecider, [proposed()]).when(confirm(1), by(nobody)).thenRefused('G-FORBIDDEN');
    }
  });

  it('is proposed by the operator too, and by nobody of another body', () => {
    given(automaticStepDecider, []).when(propose(), by(operator)).thenTypes('automatic-step.proposed');
    for (const nobody of [mhLeader, program]) {
      given(automaticStepDecider, []).when(propose(), by(nobody)).thenRefused('G-FORBIDDEN');
    }
  });

  it('confirms the proposal that was read and no later one', () => {
    const past = [proposed(1), proposed(2)];
    given(automaticStepDecider, past).when(confirm(1), by(muLeader)).thenRefused('G-STATE');
    given(automaticStepDecider, past)
      .when(confirm(2), by(muLeader))
      .then([confirmed(2)]);
    given(automaticStepDecider, []).when(confirm(1), by(muLeader)).thenRefused('G-STATE');
  });

  it('keeps what is in force until the next proposal is confirmed', () => {
    const { state } = given(automaticStepDecider, [proposed(), confirmed(), proposed(2)]);
    expect(state).toMatchObject({ status: 'IN_FORCE', inForce: TERMS, proposed: { proposal: 2 } });
  });

  it.each([
    ['nobody registered it', undefined],
    ['it is suspended', { ...KNOWN, suspended: true }],
    ['it lacks the scope', { ...KNOWN, scopes: ['decide:health-verification'] }],
    ['it reaches another unit only', { ...KNOWN, unit: '510105' }],
    ['it belongs to an applicant', { ...KNOWN, organisation: '91510112MATX02021D' }],
  ])('is not given to a program when %s (R-AUTO-01)', (_why, known) => {
    const context = { ...on(TODAY, muReviewer), program: known };
    given(automaticStepDecider, [])
      .when(propose(), context)
      .then({ refused: [{ rule: 'R-AUTO-01', pointer: '/pipeline' }] });
    given(automaticStepDecider, [proposed()])
      .when(confirm(1), { ...context, actor: muLeader })
      .thenRefused('R-AUTO-01');
  });

  it('has a reason, a unit that there is, and begins today at the earliest', () => {
    given(automaticStepDecider, [])
      .when(propose({ reasonText: '好', unit: '519999', validFrom: '2026-04-29' }), by(muReviewer, { ...KNOWN }))
      .then({
        refused: [
          { rule: 'R-PROC-06', pointer: '/reasonText' },
          { rule: 'G-MALFORMED', pointer: '/unit' },
          { rule: 'G-MALFORMED', pointer: '/validFrom' },
        ],
      });
  });

  it('is ended by one person, with a reason, and may be proposed again', () => {
    given(automaticStepDecider, [proposed(), confirmed()]).when(END, by(muReviewer)).then([ended]);
    given(automaticStepDecider, [proposed()]).when(END, by(muReviewer)).then([ended]);
    given(automaticStepDecider, [proposed(), confirmed()])
      .when({ ...END, body: { reasonText: '停' } }, by(muReviewer))
      .thenRefused('R-PROC-06');
    for (const past of [[], [proposed(), confirmed(), ended]]) {
      given(automaticStepDecider, past).when(END, by(muReviewer)).thenRefused('G-STATE');
    }
    const { state } = given(automaticStepDecider, [proposed(), confirmed(), ended, proposed(2)]);
    expect(state).toMatchObject({ status: 'PROPOSED', inForce: null, proposals: 2 });
  });
});
