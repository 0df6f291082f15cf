import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  CastVote,
  CloseMeeting,
  CloseWork,
  ConveneMeeting,
  MeetingList,
  MeetingView,
  OpenMeeting,
  OpenVote,
  RecordMeeting,
  type Actor,
  type CommandAnswer,
  type Position,
} from '#libs/contracts';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import { meetingDecider, resolutionOf, type Meeting, type MeetingCommand, type MeetingState } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { CASE_READERS, seesCase } from '../work/case-visibility.policy.js';
import { WorkDocuments } from '../work/work-documents.repository.js';
import { WorkId, workView } from '../work/work.view.js';
import { MeetingsOfCase } from './meetings-of-case.repository.js';

const OfCase = z.strictObject({ caseId: WorkId });
type OfCase = z.infer<typeof OfCase>;

/** Commands that end a meeting with papers and, where the votes carry it, a resolution. */
type EndingCommand = Extract<MeetingCommand, { type: 'close-vote' | 'record' }>;

/** Committee meetings (集体决策) of grassroots unions. */
@Controller('meetings')
export class MeetingController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(WorkDocuments) private readonly documents: WorkDocuments,
    @Inject(MeetingsOfCase) private readonly meetings: MeetingsOfCase,
  ) {}

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  open(@Body({ schema: OpenMeeting }) body: OpenMeeting, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: meetingDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId: body.caseId },
      command: { type: 'open', body },
      name: 'meeting.open',
      body,
      meta,
      context: (base) => base,
    });
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @HttpCode(200)
  @Post(':id/convening')
  convene(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: ConveneMeeting }) body: ConveneMeeting,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'convene', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @HttpCode(200)
  @Post(':id/vote-opening')
  openVote(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: OpenVote }) body: OpenVote,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'open-vote', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['COMMITTEE_MEMBER'] })
  @HttpCode(200)
  @Post(':id/votes')
  castVote(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: CastVote }) body: CastVote,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run(id, { type: 'cast-vote', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @HttpCode(200)
  @Post(':id/closing')
  closeVote(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: CloseMeeting }) body: CloseMeeting,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.end(id, { type: 'close-vote', body }, meta);
  }

  @Allow({ kind: 'human', roles: ['GU_CHAIR'] })
  @HttpCode(200)
  @Post(':id/record')
  record(
    @Param('id', { schema: WorkId }) id: string,
    @Body({ schema: RecordMeeting }) body: RecordMeeting,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.end(id, { type: 'record', body }, meta);
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

  /** Whoever has nothing to do in a meeting just now finds it by its case. */
  @Allow({ kind: 'any', roles: CASE_READERS, scope: 'approvals:read' })
  @Answer(MeetingList)
  @Get()
  async ofCase(@Query({ schema: OfCase }) { caseId }: OfCase, @CurrentActor() actor: Actor): Promise<MeetingList> {
    const found = await this.meetings.find(caseId);
    return { meetings: found.filter(({ state }) => seesCase(state, actor)).map(workView) };
  }

  @Allow({ kind: 'any', roles: CASE_READERS, scope: 'approvals:read' })
  @Answer(MeetingView)
  @Get(':id')
  async read(
    @Param('id', { schema: WorkId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<MeetingView> {
    return workView(await this.desk.read(meetingDecider, id, { after, actor, visible: seesCase }));
  }

  private run(id: string, command: MeetingCommand, meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: meetingDecider,
      id,
      command,
      name: `meeting.${command.type}`,
      body: command.body,
      meta,
      visible: seesCase,
      context: (base) => base,
    });
  }

  /** The resolution is a stored document before the event that names it; a meeting that adopts nothing has none. */
  private end(id: string, command: EndingCommand, meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({
      decider: meetingDecider,
      id,
      command,
      name: `meeting.${command.type}`,
      body: command.body,
      meta,
      visible: seesCase,
      context: async (base, state) => ({
        ...base,
        absentDocuments: await this.documents.absent(command.body.minutesHash, command.body.signInHash),
        resolution:
          state === undefined || !isUnderWay(state) ? undefined : await this.resolution(state, command, meta, base),
      }),
    });
  }

  private async resolution(
    meeting: Meeting,
    command: EndingCommand,
    meta: CommandMeta,
    base: { readonly subject: string; readonly today: string },
  ): Promise<{ hash: string; count: Meeting['count'] & object } | undefined> {
    const draft = resolutionOf(meeting, command, base);
    if (draft === undefined) return undefined;
    const hash = await this.documents.json(draft, { meta, part: 'resolution', caseId: meeting.caseId });
    return { hash, count: draft.count };
  }
}

const isUnderWay = (state: MeetingState): state is Meeting =>
  state.status === 'OPEN' || state.status === 'CONVENED' || state.status === 'VOTING';
