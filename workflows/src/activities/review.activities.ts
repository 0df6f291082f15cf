import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { GivenToProgram } from '#libs/contracts';
import { GIVEN_TO_PROGRAM } from '#libs/policy';
import type {
  Dossier,
  Opened,
  OpenedReview,
  OpenedWithDeadline,
  Place,
  ReviewPort,
  ReviewWish,
  Told,
} from '../definitions/activities.ports.js';
import { countDeadline } from './deadline.policy.js';
import { Services } from './services.gateway.js';

type Input<Name extends keyof ReviewPort> = Parameters<ReviewPort[Name]>[0];

const Filed = z.object({ state: z.object({ status: z.string() }) });
const Given = z.object({ state: z.object({ automatic: GivenToProgram }) });

/** Reviews that follow one another, and the two that run side by side. */
@Injectable()
export class ReviewActivities implements ReviewPort {
  constructor(private readonly services: Services) {}

  openReview({ place, advance, dossier, review }: Input<'openReview'>): ReturnType<ReviewPort['openReview']> {
    return this.services.answer('openReview', async () => {
      await this.services.advance(place, advance);
      const opened = await open(this.services, place, dossier, review);
      await this.services.settle(place);
      return opened;
    });
  }

  openConcurrentReview(input: Input<'openConcurrentReview'>): ReturnType<ReviewPort['openConcurrentReview']> {
    return this.services.answer('openConcurrentReview', async () => {
      const { place, advance, dossier, reviews } = input;
      await this.services.advance(place, advance);
      const verifies = reviews.some(({ kind }) => kind === 'health-verification');
      const { filing, fresh } = verifies ? await filingFor(this.services, input) : { filing: undefined, fresh: null };
      const opened = await Promise.all(
        reviews.map((wish) =>
          open(this.services, place, dossier, wish, wish.kind === 'health-verification' ? filing : undefined),
        ),
      );
      await this.services.settle(place);
      const facts = [...opened, ...(fresh === null ? [] : [fresh])].flatMap((one) => one.facts ?? []);
      return {
        reviews: opened.map(plainReview),
        filing: fresh && plain(fresh),
        ...(facts.length === 0 ? {} : { facts }),
      };
    });
  }

  handOverReview({ place, work }: Input<'handOverReview'>): ReturnType<ReviewPort['handOverReview']> {
    return this.services.answer('handOverReview', async () => {
      await this.services.courtesy(place, {
        ...this.services.of(work, 'handover'),
        body: {},
        command: `hand-over-${work}`,
      });
      return {};
    });
  }
}

type ToldWork = Told<OpenedWithDeadline>;

type ToldReview = Told<OpenedReview>;

const plain = ({ work, deadline }: ToldWork): OpenedWithDeadline => ({ work, deadline });

const plainReview = ({ answerBy, ...told }: ToldReview): OpenedReview =>
  answerBy === undefined ? plain(told) : { ...plain(told), answerBy };

/** `about` is the filing that a health verification compares with. */
const open = async (
  services: Services,
  place: Place,
  dossier: Dossier,
  { kind, term, round }: ReviewWish,
  about?: string,
): Promise<ToldReview> => {
  const { due, deadline } = countDeadline(term);
  const { opened, notes } = await services.openNoted(place, {
    service: 'approvals',
    path: '/reviews',
    body: {
      caseId: place.caseId,
      ...dossier,
      ...round,
      // A reconsideration is another round and uses no correction up (R-PROC-02).
      corrections: round.earlier.filter(({ outcome }) => outcome === 'returned').length,
      kind,
      due,
      ...(about === undefined ? {} : { about }),
    },
    command: `open-${kind}`,
  });
  const told = { ...opened, deadline };
  return notes.includes(GIVEN_TO_PROGRAM) ? { ...told, answerBy: await answerBy(services, opened.work) } : told;
};

/** Until when the program that has the review may decide. A repeat asks once more and hears the same. */
const answerBy = async (services: Services, work: string): Promise<string> => {
  const path = `/reviews/${work.slice('review/'.length)}`;
  const { state } = await services.query('approvals', path, Given);
  return state.automatic.answerBy;
};

/** The filing of the round before, or a new one where there is none or it was closed when the case was rejected. */
const filingFor = async (
  services: Services,
  input: Input<'openConcurrentReview'>,
): Promise<{ filing: string; fresh: ToldWork | null }> => {
  const { kept } = input.filing;
  if (kept !== null) {
    const path = `/filings/${kept.slice('filing/'.length)}`;
    const { state } = await services.query('approvals', path, Filed);
    if (state.status !== 'CLOSED') return { filing: kept, fresh: null };
  }
  const fresh = await openFiling(services, input);
  return { filing: fresh.work, fresh };
};

/** The receipt is due first; whether the filing conforms may be found out later. Alarms of both ring on one filing. */
const openFiling = async (
  services: Services,
  { place, dossier, filing: { round, receipt, nonconformity } }: Input<'openConcurrentReview'>,
): Promise<ToldWork> => {
  const first = countDeadline(receipt);
  const last = countDeadline(nonconformity);
  const opened: Told<Opened> = await services.open(place, {
    service: 'approvals',
    path: '/filings',
    body: { caseId: place.caseId, ...dossier, round, receiptDue: first.due, nonconformityDue: last.due },
    command: 'open-filing',
  });
  const alarms = [...first.deadline.alarms, ...last.deadline.alarms].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  return { ...opened, deadline: { ...first.deadline, alarms } };
};
