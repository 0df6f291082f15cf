import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '#libs/access';
import { CaseHistoryView, CaseStateView, CaseTraceView, refusal } from '#libs/contracts';
import { HistoryFold, type HistoryFault } from '#libs/domain';
import { parseFact } from '#libs/events';
import { Answer, ProblemError } from '#libs/http';
import { EntryLog, type EntryDocument } from '../entry/entry.storage.js';
import { entryView } from '../entry/entry.view.js';
import { caseTrace } from './case-trace.view.js';
import { ALL_EVOLVERS } from './evolver.policy.js';

/** Up to a log index, or up to an instant of the office clock; up to now when neither is given. */
const Moment = z.strictObject({
  index: z.coerce.number().int().min(0).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});
type Moment = z.infer<typeof Moment>;

@Controller('cases')
export class HistoryController {
  constructor(private readonly log: EntryLog) {}

  /** Everything that happened in a case, in log order. */
  @Answer(CaseHistoryView)
  @Get(':caseId/history')
  @Allow({ roles: ['MU_AUDIT'], kind: 'human' })
  async history(@Param('caseId') caseId: string): Promise<CaseHistoryView> {
    const entries = await this.entriesOf(caseId);
    return { caseId, size: entries.length, entries: entries.map(entryView) };
  }

  /** The traces that the case's events were made in, each event with what caused it. */
  @Answer(CaseTraceView)
  @Get(':caseId/trace')
  @Allow({ roles: ['MU_AUDIT', 'SYS_ADMIN'], kind: 'human' })
  async trace(@Param('caseId') caseId: string): Promise<CaseTraceView> {
    return caseTrace(caseId, await this.entriesOf(caseId));
  }

  /** What the case's aggregates were at that moment, folded from the log by the deciders that made it. */
  @Answer(CaseStateView)
  @Get(':caseId/state')
  @Allow({ roles: ['MU_AUDIT'], kind: 'human' })
  async state(@Param('caseId') caseId: string, @Query({ schema: Moment }) moment: Moment): Promise<CaseStateView> {
    const entries = (await this.entriesOf(caseId)).filter((entry) => isUpTo(entry, moment));
    const fold = new HistoryFold(ALL_EVOLVERS);
    const faults: HistoryFault[] = [];
    for (const entry of entries) {
      const parsed = parseFact(Buffer.from(entry.bytes.buffer));
      const fault = 'event' in parsed ? fold.add(parsed.event) : null;
      if (fault) faults.push(fault);
    }
    return { caseId, asOfIndex: entries.at(-1)?._id ?? -1, subjects: [...fold.subjects()], faults };
  }

  private async entriesOf(caseId: string): Promise<EntryDocument[]> {
    const entries = await this.log.ofCase(caseId);
    if (entries.length === 0) throw new ProblemError([refusal('G-NOT-FOUND', '', { what: caseId })]);
    return entries;
  }
}

const isUpTo = (entry: EntryDocument, { index, at }: Moment): boolean => {
  if (index !== undefined && entry._id > index) return false;
  if (at === undefined) return true;
  const parsed = parseFact(Buffer.from(entry.bytes.buffer));
  return 'event' in parsed && Date.parse(parsed.event.officetime) <= Date.parse(at);
};
