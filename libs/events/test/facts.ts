import type { FactRecord } from '#libs/events';

/** Bytes of an event of a subject; enough of an envelope to be read. */
export const factBytes = (
  subject: string,
  sequence: number,
  caseId = 'case-1',
  data: Record<string, unknown> = {},
): Buffer => {
  const padded = String(sequence).padStart(10, '0');
  return Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: `${subject}/${padded}`,
      source: '/approvals',
      type: 'probe.happened',
      subject,
      time: '2026-03-02T01:00:00.000Z',
      officetime: '2026-03-02T09:00:00+08:00',
      datacontenttype: 'application/json',
      sequence: padded,
      caseid: caseId,
      actor: 'person-1',
      actorkind: 'human',
      data,
    }),
  );
};

export const recordOf = (bytes: Buffer, offset: number, key = 'case-1'): FactRecord => ({
  topic: 'approvals.facts',
  partition: 0,
  offset: String(offset),
  key,
  bytes,
});

/** Seen sequences in memory. */
export class SeenInMemory {
  readonly sequences = new Map<string, number>();

  highest(subject: string): Promise<number> {
    return Promise.resolve(this.sequences.get(subject) ?? 0);
  }

  markSeen(subject: string, sequence: number): Promise<void> {
    this.sequences.set(subject, Math.max(sequence, this.sequences.get(subject) ?? 0));
    return Promise.resolve();
  }
}
