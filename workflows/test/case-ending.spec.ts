import { describe, expect, it } from '@jest/globals';
import type { EventEnvelope } from '#libs/contracts';
import { CASE, PlayedServices, activitiesOf, eventOf, place } from './played-services.js';

const APPLICATION = `application/${CASE}`;
const REVIEW = 'review/joint';
const decision = { subject: REVIEW, sequence: 1 };

const grantOf = (id: string, ...types: readonly string[]): readonly [string, readonly EventEnvelope[]] => [
  `grant/${id}`,
  types.map((type, at) => eventOf(`grant/${id}`, at + 1, type, {})),
];

/** A designated case whose joint review proposed grants of both funds. */
const designated = (unionGrantFen: number | null, healthGrantFen: number | null): PlayedServices => {
  const client = new PlayedServices();
  client.status = 'DESIGNATED';
  const proposed = { step: 'joint-review', decision, decidedOn: '2026-03-05' };
  client.journals.set(APPLICATION, [eventOf(APPLICATION, 1, 'application.proposed', proposed)]);
  const decided = {
    kind: 'joint-review',
    outcome: 'passed',
    reasonCode: null,
    reasonHash: null,
    decidedOn: '2026-03-05',
    decidedBy: [],
    unionGrantFen,
    healthGrantFen,
    documentNo: null,
  };
  client.journals.set(REVIEW, [eventOf(REVIEW, 1, 'review.decided', decided)]);
  return client;
};

const hasEnded = async (client: PlayedServices): Promise<boolean | undefined> => {
  const answer = await activitiesOf(client).beginCase({ place: place('application') });
  return answer.kind === 'done' ? answer.hasEnded : undefined;
};

describe('a designated case that is told anew after Temporal lost it', () => {
  it('has ended when each promised grant was paid and settled, whatever came of its use since', async () => {
    const client = designated(100_000, 50_000);
    const paid = grantOf('union', 'grant.planned', 'grant.paid', 'grant.expense-recorded', 'grant.expense-settled');
    const booked = grantOf('health', 'grant.planned', 'grant.voucher-recorded');
    for (const [subject, events] of [paid, booked]) client.journals.set(subject, events);
    client.settled = [
      { subject: APPLICATION, sequence: 1 },
      { subject: 'grant/union', sequence: 4 },
      { subject: 'grant/health', sequence: 2 },
    ];
    expect(await hasEnded(client)).toBe(true);
  });

  it('has ended when no money was promised', async () => {
    expect(await hasEnded(designated(null, 0))).toBe(true);
  });

  it.each([
    ['one of two grants is not planned yet', [{ subject: 'grant/union', sequence: 2 }]],
    [
      'one was paid but its reservation not settled',
      [
        { subject: 'grant/union', sequence: 2 },
        { subject: 'grant/health', sequence: 1 },
      ],
    ],
    ['nothing was noted', []],
  ])('has not ended while %s', async (_when, settled) => {
    const client = designated(100_000, 50_000);
    for (const [subject, events] of [
      grantOf('union', 'grant.planned', 'grant.paid'),
      grantOf('health', 'grant.planned', 'grant.voucher-recorded'),
    ]) {
      client.journals.set(subject, events);
    }
    client.settled = settled;
    expect(await hasEnded(client)).toBe(false);
  });
});
