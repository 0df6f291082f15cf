import type { ApplicationView } from '#libs/contracts';
import type { CaseWords } from '../wording/case.wording.js';
import type { Words } from '../wording/language.part.js';
import type { Work } from './cases.api.js';
import { roleName } from '../shell/office-name.view.js';
import { stepOfKind } from './case-steps.view.js';

/** Something that happened, on its office date. */
export interface Happening {
  readonly on: string;
  readonly text: string;
}

const ofApplication = (
  application: ApplicationView,
  words: CaseWords,
  { office }: Pick<Words, 'office'>,
): readonly Happening[] => {
  const { plan, resolution, submittedOn, correction, rejection, reconsideration } = application;
  return [
    ...(plan === null ? [] : [{ on: plan.sealedOn, text: words.happened.sealed(plan.number) }]),
    ...(resolution === null ? [] : [{ on: resolution.decidedOn, text: words.happened.resolution(resolution.no) }]),
    ...(submittedOn === null ? [] : [{ on: submittedOn, text: words.happened.submitted }]),
    ...(correction?.steps ?? []).map(({ step, decidedOn }) => ({
      on: decidedOn,
      text: words.happened.decided(office.steps[step], office.rounds.returned),
    })),
    ...(rejection === null
      ? []
      : [
          {
            on: rejection.decidedOn,
            text: words.happened.decided(office.steps[rejection.step], office.rounds.rejected),
          },
        ]),
    ...(reconsideration === null
      ? []
      : [{ on: reconsideration.openedOn, text: words.happened.reconsideration(office.steps[reconsideration.step]) }]),
  ];
};

const nameOf = (work: Exclude<Work, { noun: 'grant' }>, { office }: Pick<Words, 'office'>): string =>
  work.noun === 'review' ? office.kinds[work.view.state.kind] : office.kinds[work.noun];

const ofWork = (
  work: Work,
  words: CaseWords,
  { office, language }: Pick<Words, 'office' | 'language'>,
): readonly Happening[] => {
  if (work.noun === 'grant') return [];
  const { openedOn, earlier = [] } = work.view.state;
  const name = nameOf(work, { office });
  const step = work.noun === 'review' ? stepOfKind(work.view.state.kind) : undefined;
  return [
    ...earlier.map(({ decidedOn, outcome, round }) => ({
      on: decidedOn,
      text: words.happened.round(step === undefined ? name : office.steps[step], round, office.rounds[outcome]),
    })),
    { on: openedOn, text: words.happened.opened(name) },
    ...(work.noun === 'review'
      ? work.view.state.signatures.map(({ role, outcome, signedOn }) => ({
          on: signedOn,
          text: words.happened.signed(name, roleName(role, language), office.outcomes[outcome]),
        }))
      : []),
    ...(work.noun === 'inspection' && work.view.state.visit !== null
      ? [{ on: work.view.state.visit.visitedOn, text: words.happened.visited }]
      : []),
  ];
};

/** What the case and the work at hand tell of their past, the oldest first. */
export const timelineOf = (
  application: ApplicationView,
  work: Work | null | undefined,
  words: CaseWords,
  shown: Pick<Words, 'office' | 'language'>,
): readonly Happening[] =>
  [...ofApplication(application, words, shown), ...(work ? ofWork(work, words, shown) : [])].toSorted((a, b) =>
    a.on < b.on ? -1 : Number(a.on > b.on),
  );
