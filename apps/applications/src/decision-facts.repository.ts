import { Injectable } from '@nestjs/common';
import { addWorkingDays, dueDateOf } from '#libs/calendar';
import { ServicePlan, type CreateApplication, type DecisionContext, type DueDate } from '#libs/contracts';
import {
  applicationClaim,
  applicationDecider,
  caseNumber,
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationState,
} from '#libs/domain';
import { normaliseCreditCode } from '#libs/policy';
import { Documents, ServiceStore } from '#libs/service';
import { LISTED_UNIONS } from './application.policy.js';
import { EmployerBarView } from './employer-bar.view.js';
import { EmployerUnionRepository } from './employer-union.repository.js';

type Base = DecisionContext & { readonly subject: string };

/** Working days by the published calendar. */
const countDue = (startedOn: string, workingDays: number): DueDate => dueDateOf(addWorkingDays(startedOn, workingDays));

/** What an application is decided on and does not know itself: claims, bars, documents, the calendar. */
@Injectable()
export class DecisionFactsRepository {
  constructor(
    private readonly store: ServiceStore,
    private readonly documents: Documents,
    private readonly unions: EmployerUnionRepository,
    private readonly bars: EmployerBarView,
  ) {}

  /** Of a new draft. One that will be there binds its employer to its union; a refused one must not. */
  async forDraft(
    body: CreateApplication,
    base: Base,
    state: ApplicationState = applicationDecider.initial,
  ): Promise<ApplicationContext> {
    const context: ApplicationContext = {
      ...this.plain(base),
      claimTakenBy: await this.caseHolding(applicationClaim(body), body.programmeYear, base.subject),
      employerUnion: await this.unions.boundTo(body),
      barredUntil: await this.bars.barredUntil(normaliseCreditCode(body.employerUscc)),
    };
    const isFirst = context.employerUnion === null;
    if (!isFirst || applicationDecider.decide({ type: 'create', ...body }, state, context).kind === 'refused') {
      return context;
    }
    return { ...context, employerUnion: await this.unions.bind(body) };
  }

  /** Of any later command. */
  async forCommand(
    command: ApplicationCommand,
    base: Base,
    state: ApplicationState = applicationDecider.initial,
  ): Promise<ApplicationContext> {
    const plain = this.plain(base);
    switch (command.type) {
      case 'seal-plan': {
        const hash = state.correction?.planHash;
        if (hash === undefined) return plain;
        return { ...plain, returnedPlan: { hash, plan: await this.documents.json(hash, ServicePlan) } };
      }
      case 'reconsider': {
        const { claim, programmeYear } = state;
        return { ...plain, claimTakenBy: await this.caseHolding(claim, programmeYear, base.subject) };
      }
      case 'rectification':
        return { ...plain, absentDocuments: await this.absent(command.evidence.map(({ hash }) => hash)) };
      case 'terminate':
        return { ...plain, absentDocuments: await this.absent([command.evidenceHash]) };
      case 'create':
      case 'record-resolution':
      case 'note-committee-declined':
      case 'submit':
      case 'archive':
      case 'advance':
      case 'return':
      case 'lapse':
      case 'resubmit':
      case 'withdraw':
      case 'withdrawal-consent':
      case 'rectification-extension':
      case 'resume':
      case 'alarm':
        return plain;
    }
  }

  /** Hashes of these that nobody uploaded. */
  async absent(hashes: readonly string[]): Promise<readonly string[]> {
    const absent: string[] = [];
    for (const hash of new Set(hashes)) {
      if (!(await this.store.documents.exists(hash))) absent.push(hash);
    }
    return absent;
  }

  /** Stores somebody's words before the event that names them; null when there are none. A repeat finds the same hash. */
  async reason(text: string | undefined, source: Parameters<Documents['storeJson']>[1]): Promise<string | null> {
    return text === undefined || text === '' ? null : this.documents.storeJson({ text }, { ...source, part: 'reason' });
  }

  /** Puts a termination's bar in force at once; the fact does it again when this did not come to it. */
  async bar(subject: string): Promise<void> {
    await this.bars.apply({ subject });
  }

  private plain(base: Base): ApplicationContext {
    return {
      ...base,
      id: base.subject.slice(base.subject.indexOf('/') + 1),
      listedUnions: LISTED_UNIONS,
      claimTakenBy: null,
      employerUnion: null,
      barredUntil: null,
      returnedPlan: null,
      countDue,
    };
  }

  /** Case number of another application that holds this claim (R-ID-07). */
  private async caseHolding(claim: string, year: number, subject: string): Promise<string | null> {
    const owner = await this.store.claims.ownerOf(claim);
    return owner === undefined || owner === subject ? null : caseNumberOf(owner, year);
  }
}

/** The claim names the year, so the case that owns it is of the same one. */
export const caseNumberOf = (owner: string, year: number): string =>
  caseNumber(year, owner.slice(owner.indexOf('/') + 1));
