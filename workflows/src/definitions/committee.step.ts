import type { Position } from '#libs/contracts';
import type { Idle, Opened, Place } from './activities.ports.js';
import type { CaseDesk } from './case-desk.step.js';
import { CaseEnded, type PassedStep } from './case-ended.step.js';
import { positionOf } from './case-file.signals.js';
import { applicationWorkflowId, type FactOf } from './case.signals.js';

/** The plan as submitted and the decision that carries it. */
export interface Submission extends PassedStep {
  readonly adopted: FactOf<'meeting.adopted'>;
}

type Sealed = FactOf<'application.plan-sealed'>;

/**
 * Draft and collective decision (P0, P1): each sealed plan version gets its own meeting. Ends with the submission, or with
 * the archive when nobody touches the draft for 180 days.
 */
export const committee = async (desk: CaseDesk, begun: Idle): Promise<Submission> => {
  desk.step = 'committee';
  const draft = new Draft(desk, begun);
  for (;;) {
    const submission = draft.submission();
    if (submission !== undefined) return submission;
    if (await draft.takeDecision()) continue;
    if (await draft.takeNewPlan()) continue;
    await draft.waitForMore();
  }
};

/** What happened to the draft so far. A decision is read before a newer plan: which came first is the application's to say. */
class Draft {
  private readonly subject: string;
  private plan: Sealed | undefined;
  private meeting: Opened | undefined;
  private readonly adopted = new Map<string, FactOf<'meeting.adopted'>>();

  constructor(
    private readonly desk: CaseDesk,
    private idle: Idle,
  ) {
    this.subject = applicationWorkflowId(desk.caseId);
  }

  /** The submission counts once the decision over the same plan version is known here too. */
  submission(): Submission | undefined {
    const submitted = this.desk.file.first(this.subject, 'application.submitted');
    const adopted = submitted && this.adopted.get(submitted.data.planHash);
    if (submitted === undefined || adopted === undefined) return undefined;
    this.desk.remember({ level: 'grassroots', duty: 'application-submission', actor: submitted.data.submittedBy });
    this.desk.renumber(submitted.data.caseNo);
    return { advance: null, on: submitted.data.submittedOn, cause: positionOf(submitted), adopted };
  }

  async takeDecision(): Promise<boolean> {
    const decision = this.decision();
    if (decision === undefined || this.meeting === undefined) return false;
    this.desk.openWork.delete(this.meeting.work);
    this.meeting = undefined;
    this.desk.remember({ level: 'grassroots', duty: 'committee-chairing', actor: decision.data.decidedBy });
    const place = this.place(decision);
    // The plan was changed while the committee voted: its answer binds nothing, and the newer plan has its own meeting.
    const refusal = (): boolean => true;
    if (decision.type === 'meeting.declined') {
      const { planHash, rule } = decision.data;
      const noted = await this.desk.perform(
        place,
        (activities) => activities.noteCommitteeDeclined({ place, planHash, rule }),
        { refusal },
      );
      if (noted?.kind === 'done') this.idle = noted.idle;
      return true;
    }
    const { planHash, resolutionHash, resolutionNo, decidedOn } = decision.data;
    const resolution = { planHash, resolutionHash, resolutionNo, decidedOn };
    const recorded = await this.desk.perform(
      place,
      (activities) => activities.recordResolution({ place, resolution }),
      { refusal },
    );
    if (recorded?.kind !== 'done') return true;
    this.idle = recorded.idle;
    this.adopted.set(planHash, decision);
    return true;
  }

  /** Opens the meeting for the next plan version and closes the one it supersedes. */
  async takeNewPlan(): Promise<boolean> {
    const next = this.nextPlan();
    if (next === undefined) return false;
    const superseded = this.meeting?.work ?? null;
    this.plan = next;
    this.takeDossier(next);
    // A later version may be somebody else's than the draft.
    this.desk.remember({ level: 'grassroots', duty: 'application-preparation', actor: next.actor });
    const place = this.place(next);
    const { dossier } = this.desk;
    const opened = await this.desk.must(place, (activities) =>
      activities.openMeeting({ place, dossier, planNumber: next.data.number, superseded }),
    );
    if (superseded !== null) this.desk.openWork.delete(superseded);
    this.desk.openWork.add(opened.work);
    this.meeting = opened;
    this.idle = opened.idle;
    return true;
  }

  /** Waits for the next fact about the draft; without one the draft is archived in the end. */
  async waitForMore(): Promise<void> {
    const more = (): boolean =>
      this.decision() !== undefined || this.nextPlan() !== undefined || this.submissionArrived();
    const what = this.meeting === undefined ? 'application.plan-sealed | application.submitted' : 'meeting decision';
    const { since, endsAt } = this.idle;
    if (await this.desk.waitFor(what, more, { instant: endsAt })) return;
    const cause = { subject: this.subject, sequence: this.plan?.sequence ?? 1 };
    const place = this.desk.place('archive', 1, cause);
    const works = [...this.desk.openWork];
    const archived = await this.desk.perform(
      place,
      (activities) => activities.archiveDraft({ place, idleSince: since, works }),
      { refusal: () => true, unless: more },
    );
    if (archived?.kind === 'done') throw new CaseEnded('ARCHIVED');
    // Somebody touched the draft at the last moment; the fact about it is on its way.
    await this.desk.waitFor(what, more);
  }

  private submissionArrived(): boolean {
    const submitted = this.desk.file.first(this.subject, 'application.submitted');
    return submitted !== undefined && this.adopted.has(submitted.data.planHash);
  }

  private nextPlan(): Sealed | undefined {
    return this.desk.file.first(this.subject, 'application.plan-sealed', this.plan?.sequence);
  }

  private decision(): FactOf<'meeting.adopted'> | FactOf<'meeting.declined'> | undefined {
    if (this.meeting === undefined) return undefined;
    const { file } = this.desk;
    return file.first(this.meeting.work, 'meeting.adopted') ?? file.first(this.meeting.work, 'meeting.declined');
  }

  private takeDossier({ data: { planHash, facts } }: Sealed): void {
    this.desk.take({
      planHash,
      facts,
      listing: {
        caseNo: '',
        employerName: facts.employerName,
        employerUscc: facts.employerUscc,
        unionUscc: facts.unionUscc,
        managingUnit: facts.managingUnit,
        siteUnit: facts.siteUnit,
        mode: facts.mode,
        requestedUnionFen: facts.requestedUnionFen,
      },
    });
  }

  /** The round of everything about a plan version is its number. */
  private place(cause: Position): Place {
    return this.desk.place('committee', this.plan?.data.number ?? 1, positionOf(cause));
  }
}
