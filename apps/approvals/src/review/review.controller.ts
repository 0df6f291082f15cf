import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  CloseWork,
  DecideReview,
  HandOverReview,
  OpenReview,
  REVIEW_SEATS,
  RaiseAlarm,
  ReviewView,
  type Actor,
  type CommandAnswer,
  type Position,
  type Role,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { reviewDecider, type ReviewCommand, type ReviewState } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { AutomaticOffers } from '../automatic/automatic-offer.view.js';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { EvidenceView } from '../work/step-evidence.view.js';
import { WorkDocuments } from '../work/work-documents.repository.js';
import { WorkId, workView } from '../work/work.view.js';

/** Every role that has a seat in some review; the decider knows which seat, in which unit, and whose turn it is. */
const SIGNERS: readonly Role[] = [
  ...new Set(Object.values(REVIEW_SEATS).flatMap(({ seats }) => seats.map((seat): Role => seat.role))),
];

/** Reviews that people decide by signing (domain.md §5.2 P3–P6, P8, P10), and the operator's tasks. */
@Controller('reviews')
export class ReviewController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
    @Inject(EvidenceView) private readonly evidence: EvidenceView,
    @Inject(AutomaticOffers) private readonly offers: AutomaticOffers,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  open(@Body({ schema: OpenReview }) body: OpenReview, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: reviewDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'open', body },
      name: 'review.open',
      body,
      meta,
      context: async (base) => ({ ...base, offer: await this.offers.of(body.kind, base) }),
    });
  }

  /** A program decides what was given to it, under the scope of that kind. */
  @Allow({ kind: 'any', roles: [...SIGNERS, 'PIPELINE'], scope: 'decide:' })
  @HttpCode(200)
  @Post(':id/decision')
  async decide(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: DecideReview }) body: DecideReview,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(reviewDecider, id, { actor: meta.actor, visible: seesCase });
    const reasonHash = await this.documents.text(body.reasonText, { meta, part: 'reason', caseId });
    const defectsHash = await this.documents.defects(body.defects, { meta, part: 'defects', caseId });
    const checksHash = await this.documents.checks(body.checks, { meta, part: 'checks', caseId });
    return this.desk.run({
      decider: reviewDecider,
      id,
      command: { type: 'decide', body, reasonHash, defectsHash, checksHash },
      name: 'review.decide',
      body,
      meta,
      visible: seesCase,
      context: async (base, state) => ({
        ...base,
        filing: await this.evidence.filing(aboutOf(state)),
        program: await this.offers.program(base.actor),
      }),
    });
  }

  /** What a program has becomes a person's: at its own wish, at that of a person of the seat, or because its time is over. */
  @Allow({ kind: 'any', roles: [...SIGNERS, 'PIPELINE', 'WORKER'], scope: 'decide:' })
  @HttpCode(200)
  @Post(':id/handover')
  async handOver(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: HandOverReview }) body: HandOverReview,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const { caseId } = await this.desk.target(reviewDecider, id, { actor: meta.actor, visible: seesCase });
    const reasonHash = await this.documents.text(body.reasonText, { meta, part: 'reason', caseId });
    const checksHash = await this.documents.checks(body.checks, { meta, part: 'checks', caseId });
    return this.run(id, { type: 'hand-over', body, reasonHash, checksHash }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/alarm')
  alarm(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RaiseAlarm }) body: RaiseAlarm,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'alarm', body }, meta);
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @HttpCode(200)
  @Post(':id/closure')
  close(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: CloseWork }) body: CloseWork,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'close', body }, meta);
  }

  @Allow({ kind: 'any', roles: CASE_READERS, scope: 'approvals:read' })
  @Answer(ReviewView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<ReviewView> {
    return workView(await this.desk.read(reviewDecider, id, { after, actor, visible: seesCase }));
  }

  private run(id: string, command: ReviewCommand, meta: CommandMeta): Promise<CommandAnswer> {
    const name = `review.${command.type}`;
    return this.desk.run({ decider: reviewDecider, id, command, name, body: command.body, meta });
  }
}

/** A health verification compares with the filing it was opened about; other reviews have no evidence of this service. */
const aboutOf = (state: ReviewState | undefined): string | null =>
  state !== undefined && state.status !== 'NONE' && state.kind === 'health-verification' ? state.about : null;
