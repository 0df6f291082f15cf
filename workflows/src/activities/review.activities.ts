import { Injectable } from '@nestjs/common';
import type { ReviewKind } from '#libs/contracts';
import type { Dossier, OpenedWithDeadline, Place, ReviewPort, Term } from '../definitions/activities.ports.js';
import { countDeadline } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof ReviewPort> = Parameters<ReviewPort[Name]>[0];

interface ReviewWish {
  readonly kind: ReviewKind;
  readonly dossier: Dossier;
  readonly term: Term;
  /** Subject of the filing that a health verification compares with. */
  readonly about?: string;
}

/** Reviews that follow one another, and the two that run side by side. */
@Injectable()
export class ReviewActivities implements ReviewPort {
  constructor(private readonly services: Services) {}

  openReview({ place, advance, kind, dossier, term }: Input<'openReview'>): ReturnType<ReviewPort['openReview']> {
    return this.services.answer('openReview', async () => {
      await this.services.advance(place, advance);
      const opened = await open(this.services, place, { kind, dossier, term });
      await this.services.settle(place);
      return opened;
    });
  }

  openConcurrentReview(input: Input<'openConcurrentReview'>): ReturnType<ReviewPort['openConcurrentReview']> {
    return this.services.answer('openConcurrentReview', async () => {
      const { place, advance, dossier } = input;
      await this.services.advance(place, advance);
      const filing = await openFiling(this.services, input);
      const [municipal, health] = await Promise.all([
        open(this.services, place, { kind: 'municipal-review', dossier, term: input.municipal }),
        open(this.services, place, { kind: 'health-verification', dossier, term: input.health, about: filing.work }),
      ]);
      await this.services.settle(place);
      return { municipal, health, filing };
    });
  }
}

const open = async (
  services: Services,
  place: Place,
  { kind, dossier, term, about }: ReviewWish,
): Promise<OpenedWithDeadline> => {
  const { due, deadline } = countDeadline(term);
  const opened = await services.open(place, {
    service: 'approvals',
    path: '/reviews',
    body: {
      caseId: place.caseId,
      ...dossier,
      kind,
      round: place.round,
      due,
      ...(about === undefined ? {} : { about }),
    },
    command: `open-${kind}`,
  });
  return { ...opened, deadline };
};

/** The receipt is due first; whether the filing conforms may be found out later. Alarms of both ring on one filing. */
const openFiling = async (
  services: Services,
  { place, dossier, receipt, nonconformity }: Input<'openConcurrentReview'>,
): Promise<OpenedWithDeadline> => {
  const first = countDeadline(receipt);
  const last = countDeadline(nonconformity);
  const opened = await services.open(place, {
    service: 'approvals',
    path: '/filings',
    body: { caseId: place.caseId, ...dossier, receiptDue: first.due, nonconformityDue: last.due },
    command: 'open-filing',
  });
  const alarms = [...first.deadline.alarms, ...last.deadline.alarms].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  return { ...opened, deadline: { ...first.deadline, alarms } };
};
