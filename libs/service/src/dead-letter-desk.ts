import { Inject, Injectable } from '@nestjs/common';
import {
  refusal,
  type CommandAnswer,
  type DeadLetterDetail,
  type DeadLetterPreview,
  type DeadLetterRedone,
  type DeadLetterView,
  type DropDeadLetter,
} from '#libs/contracts';
import { deadLetterDecider, eventFault, type DeadLetterCommand } from '#libs/domain';
import { NotFound, type StoredLetter } from '#libs/aggregate';
import { isUnavailable, parseFact } from '#libs/events';
import { ProblemError, type CommandMeta } from '#libs/http';
import { NAMELESS } from './case-name.js';
import { CaseNames } from './case-names.js';
import { CommandDesk } from './command-desk.js';
import { missingEffect, type Words } from './dead-letter-words.js';
import { DeadLetters, letterEventOf } from './dead-letters.js';
import { DeadLetterTools } from './dead-letter-tools.js';

const SHOWN_BYTES = 4_096;

/** What operators do with dead letters: read, ask what a redo would do, redo, and give up in two. */
@Injectable()
export class DeadLetterDesk {
  constructor(
    @Inject(DeadLetters) private readonly dead: DeadLetters,
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(CaseNames) private readonly names: CaseNames,
    @Inject(DeadLetterTools) private readonly tools: DeadLetterTools,
  ) {}

  async list(isOpen: boolean | undefined): Promise<readonly DeadLetterView[]> {
    const letters = await this.dead.letters.list(isOpen === undefined ? {} : { isOpen });
    return Promise.all(letters.map((letter) => this.view(letter)));
  }

  async show(id: string): Promise<DeadLetterDetail> {
    const letter = await this.letter(id);
    const behind = await this.tools.behind(letter);
    return {
      ...(await this.view(letter)),
      behind: behind.map(({ topic, partition, offset, bytes }) => ({
        topic,
        partition,
        offset,
        event: letterEventOf(bytes) ?? null,
      })),
      bytes: letter.bytes.subarray(0, SHOWN_BYTES).toString('base64'),
    };
  }

  /** Reads the bytes, checks them against the contract and asks the handlers, without any effect. */
  async preview(id: string): Promise<DeadLetterPreview> {
    const letter = await this.letter(id);
    const waiting = (await this.tools.behind(letter)).length;
    const parsed = parseFact(letter.bytes);
    if ('problem' in parsed) return { id, outcome: 'refused', findings: [NO_EVENT], waiting };
    const { event } = parsed;
    if (letter.key !== event.caseid) return { id, outcome: 'refused', findings: [FOREIGN_KEY], waiting };
    if (await this.tools.isSeen(event)) return { id, outcome: 'seen', findings: [SEEN], waiting };
    const fault = eventFault(event);
    const findings = [...(fault === null ? [] : [faultWords(fault)]), ...(await this.tools.objections(event))];
    return { id, outcome: findings.length === 0 ? 'handled' : 'refused', findings, waiting };
  }

  /** The message is handled as if it came now; then the fact is recorded, and what waited behind it goes on in order. */
  async redo(id: string, meta: CommandMeta): Promise<DeadLetterRedone> {
    const letter = await this.letter(id);
    const before = await this.dead.stateOf(id);
    if (before.status === 'BURIED' || before.status === 'DROP_PROPOSED') await this.handle(letter);
    const { repeated } = await this.run(id, { type: 'redo' }, {}, meta);
    const { released, stoppedBy } = await this.dead.release(letter, false);
    // The letter itself stands first in its line.
    return { id, status: 'REDONE', released: Math.max(0, released - 1), stoppedBy, repeated };
  }

  async proposeDrop(id: string, body: DropDeadLetter, meta: CommandMeta): Promise<CommandAnswer> {
    await this.letter(id);
    return this.run(id, { type: 'propose-drop', ...(await this.reasonOf(body, meta)) }, body, meta);
  }

  async confirmDrop(id: string, body: DropDeadLetter, meta: CommandMeta): Promise<CommandAnswer> {
    const letter = await this.letter(id);
    const answer = await this.run(id, { type: 'confirm-drop', ...(await this.reasonOf(body, meta)) }, body, meta);
    await this.dead.release(letter, true);
    return answer;
  }

  private async handle(letter: StoredLetter): Promise<void> {
    try {
      await this.dead.redo(letter);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const problem = error instanceof Error ? error.name : 'unknown';
      throw new ProblemError([refusal('G-STILL-DEAD', '', { problem })], { cause: error });
    }
  }

  private async reasonOf(
    { reason }: DropDeadLetter,
    { actor, key }: CommandMeta,
  ): Promise<DropDeadLetter & { reasonHash: string }> {
    const reasonHash = await this.tools.documents.storeJson({ reason }, { caller: actor.id, key, part: 'reason' });
    return { reason, reasonHash };
  }

  private run(id: string, command: DeadLetterCommand, body: unknown, meta: CommandMeta): Promise<CommandAnswer> {
    return this.desk.run({ decider: deadLetterDecider, id, command, name: `dead-letter.${command.type}`, body, meta });
  }

  private async letter(id: string): Promise<StoredLetter> {
    const found = await this.dead.letters.find(id);
    if (found === undefined) throw new NotFound(`${deadLetterDecider.noun}/${id}`);
    return found;
  }

  private async view(letter: StoredLetter): Promise<DeadLetterView> {
    const state = await this.dead.stateOf(letter.id);
    const { service } = this.tools;
    const { id, topic, partition, offset, problem, size, buriedAt } = letter;
    const known = state.status === 'NONE' ? this.tools.unrecorded(letter) : state;
    const { caseId, consumer, event, error } = known.letter;
    const { caseNo, employer } = caseId === null ? NAMELESS : await this.names.of(caseId);
    return {
      id,
      service,
      consumer,
      status: known.status,
      caseId,
      caseNo,
      employer,
      missing: missingEffect(service, known.letter),
      event,
      problem: { error, text: problem },
      place: { topic, partition, offset },
      size,
      buriedAt: buriedAt.toISOString(),
      proposedBy: known.proposedBy,
      waiting: (await this.tools.behind(letter)).length,
    };
  }
}

const NO_EVENT: Words = {
  zh: '内容不是事实，重做仍会失败；只能由两人放弃',
  en: 'The bytes are no event, so it would fail again; two people may give it up',
};
const FOREIGN_KEY: Words = {
  zh: '消息键不是该事实的申请编号：不是其所有者发出的',
  en: 'The message key is not the case of the event: its owner did not send it',
};
const SEEN: Words = { zh: '该事实已经处理过，无需再做', en: 'The event was handled before; nothing is left to do' };

const FAULTS = {
  owner: { zh: '没有服务拥有该主体的事实', en: 'no service owns facts of this subject' },
  id: { zh: '编号与主体和序号不符', en: 'its id is not its subject and sequence' },
  type: { zh: '该主体没有这种事实', en: 'no such event happens to such subjects' },
  data: { zh: '内容不符合该类型的约定', en: 'its data do not fit the contract of its type' },
} as const;

const faultWords = (fault: keyof typeof FAULTS): Words => ({
  zh: `约定检查：${FAULTS[fault].zh}`,
  en: `By the contract, ${FAULTS[fault].en}`,
});
