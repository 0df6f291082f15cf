import { describe, expect, it } from '@jest/globals';
import {
  FactHandling,
  NO_LETTERS,
  ParkedInMemory,
  Permanent,
  Unavailable,
  isUnavailable,
  type DeadLetter,
  type FactHandlingOptions,
  type FactMessage,
  type Incident,
} from '#libs/events';
import { SeenInMemory, factBytes, recordOf } from './facts.js';

const bench = (more: Partial<FactHandlingOptions> = {}) => {
  const handled: string[] = [];
  const letters: DeadLetter[] = [];
  const incidents: Incident[] = [];
  const parked = new ParkedInMemory();
  const seen = new SeenInMemory();
  const handling = new FactHandling({
    parked,
    seen,
    malformed: 'dead-letter',
    attempts: 3,
    letters: { ...NO_LETTERS, bury: (letter) => Promise.resolve(void letters.push(letter)) },
    report: (incident) => void incidents.push(incident),
    ...more,
  });
  const handler = (message: FactMessage): Promise<void> =>
    Promise.resolve(void handled.push(message.event?.id ?? 'malformed'));
  return { handled, letters, incidents, parked, seen, handling, handler };
};

const failWith = (error: Error) => async (): Promise<void> => {
  throw error;
};

describe('a fact', () => {
  it('is handled once, in order, and dropped when it comes again', async () => {
    const { handling, handler, handled } = bench();
    for (const [offset, sequence] of [1, 2, 1, 2, 3].entries()) {
      await handling.process(recordOf(factBytes('probe/1', sequence), offset), handler);
    }
    expect(handled).toEqual(['probe/1/0000000001', 'probe/1/0000000002', 'probe/1/0000000003']);
  });

  it('after a gap is handled behind the missing ones from the journal', async () => {
    const asked: unknown[] = [];
    const { handling, handler, handled, incidents } = bench({
      fetchMissing: (subject, from, to) => {
        asked.push([subject, from, to]);
        return Promise.resolve([2, 3, 4].filter((each) => each >= from).map((each) => factBytes('probe/1', each)));
      },
    });
    await handling.process(recordOf(factBytes('probe/1', 1), 0), handler);
    await handling.process(recordOf(factBytes('probe/1', 4), 1), handler);
    expect(asked).toEqual([
      ['probe/1', 4, 4],
      ['probe/1', 2, 4],
    ]);
    expect(handled.map((id) => Number(id.slice(-2)))).toEqual([1, 2, 3, 4]);
    expect(incidents).toMatchObject([{ kind: 'gap', from: 2, to: 3 }]);
  });

  it('after a gap waits when the journal does not have all of it', async () => {
    const own = factBytes('probe/1', 3);
    const { handling, handler, handled } = bench({
      fetchMissing: (_, from) => Promise.resolve(from === 3 ? [own] : []),
    });
    const record = recordOf(own, 0);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(handling.process(record, handler)).rejects.toThrow(Unavailable);
    }
    expect(handled).toEqual([]);
  });
});

describe('a message that the owner of its facts cannot have sent', () => {
  it.each([
    ['with the key of another case', recordOf(factBytes('probe/1', 1), 0, 'case-2')],
    ['without a key', recordOf(factBytes('probe/1', 1), 0, '')],
    ['in the topic of another service', { ...recordOf(factBytes('probe/1', 1), 0), topic: 'payments.facts' }],
  ])('%s is buried, and nobody waits for it', async (_, record) => {
    const { handling, handler, handled, letters, parked } = bench();
    await handling.process(record, handler);
    expect(letters).toMatchObject([{ caseId: undefined, error: { name: 'Foreign' } }]);
    expect(await parked.isParked('case-1')).toBe(false);
    expect(await parked.isParked('case-2')).toBe(false);
    await handling.process(recordOf(factBytes('probe/1', 1), 1), handler);
    expect(handled).toEqual(['probe/1/0000000001']);
  });

  it('because it repeats a sequence with other bytes is buried, and a true repeat is dropped', async () => {
    const { handling, handler, handled, letters } = bench({
      fetchMissing: (subject, from) => Promise.resolve([factBytes(subject, from)]),
    });
    await handling.process(recordOf(factBytes('probe/1', 1), 0), handler);
    await handling.process(recordOf(factBytes('probe/1', 1), 1), handler);
    await handling.process(recordOf(factBytes('probe/1', 1, 'case-1', { forged: true }), 2), handler);
    expect(handled).toEqual(['probe/1/0000000001']);
    expect(letters).toMatchObject([{ record: { offset: '2' }, error: { name: 'Foreign' } }]);
  });

  it('because its journal does not know it is tried a few times, then buried; audits logs its bytes', async () => {
    const record = recordOf(factBytes('probe/1', 9), 0);
    const options = { fetchMissing: () => Promise.resolve([]) };
    for (const mode of ['dead-letter', 'handle'] as const) {
      const { handling, handler, handled, letters, parked } = bench({ ...options, malformed: mode });
      await expect(handling.process(record, handler)).rejects.toThrow('has no event 9');
      await expect(handling.process(record, handler)).rejects.toThrow('has no event 9');
      await handling.process(record, handler);
      expect([handled, letters.length]).toEqual(mode === 'handle' ? [['malformed'], 0] : [[], 1]);
      expect(await parked.isParked('case-1')).toBe(false);
    }
  });

  it('is logged by audits as bytes that are no event', async () => {
    const { handling, handler, handled } = bench({ malformed: 'handle' });
    await handling.process(recordOf(factBytes('probe/1', 1), 0, 'case-2'), handler);
    expect(handled).toEqual(['malformed']);
  });
});

describe('a failure', () => {
  it('of something unavailable is thrown every time and never buried', async () => {
    const { handling, letters, incidents } = bench();
    const record = recordOf(factBytes('probe/1', 1), 0);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(handling.process(record, failWith(new Unavailable('Temporal')))).rejects.toThrow('Temporal');
    }
    expect(letters).toEqual([]);
    expect(incidents).toHaveLength(10);
    expect(incidents.at(-1)).toMatchObject({ kind: 'unavailable', attempt: 10 });
  });

  it('that is permanent buries the message and parks its case, and no other case', async () => {
    const { handling, handler, handled, letters, parked } = bench();
    await handling.process(
      recordOf(factBytes('probe/1', 1, 'bad'), 0, 'bad'),
      failWith(new Permanent('refused by schema')),
    );
    await handling.process(recordOf(factBytes('probe/1', 2, 'bad'), 1, 'bad'), handler);
    await handling.process(recordOf(factBytes('probe/2', 1, 'good'), 2, 'good'), handler);
    expect(letters).toHaveLength(1);
    expect(handled).toEqual(['probe/2/0000000001']);
    expect((await parked.messagesOf('bad')).map(({ offset }) => offset)).toEqual(['0', '1']);
  });

  it('of unknown kind is tried a few times before it is buried', async () => {
    const { handling, letters } = bench();
    const record = recordOf(factBytes('probe/1', 1), 0);
    await expect(handling.process(record, failWith(new TypeError('a fault')))).rejects.toThrow('a fault');
    await expect(handling.process(record, failWith(new TypeError('a fault')))).rejects.toThrow('a fault');
    await handling.process(record, failWith(new TypeError('a fault')));
    expect(letters).toHaveLength(1);
  });

  it('to read the bytes buries them, or gives them to a consumer that leaves nothing out', async () => {
    const record = recordOf(Buffer.from('{ not json'), 0);
    const ordinary = bench();
    await ordinary.handling.process(record, ordinary.handler);
    expect(ordinary.letters).toMatchObject([{ error: { name: 'SyntaxError' } }]);
    const audits = bench({ malformed: 'handle' });
    await audits.handling.process(record, audits.handler);
    expect(audits.handled).toEqual(['malformed']);
    await expect(audits.handling.process(record, failWith(new Permanent('no')))).rejects.toThrow('no');
    expect(audits.letters).toEqual([]);
  });
});

describe('a parked case', () => {
  it('goes on in order when its cause is cured', async () => {
    const { handling, handler, handled, parked } = bench();
    await handling.process(recordOf(factBytes('probe/1', 1), 0), failWith(new Permanent('no')));
    for (const sequence of [2, 3]) await handling.process(recordOf(factBytes('probe/1', sequence), sequence), handler);
    const still = await handling.resume('case-1', () => failWith(new Permanent('still no')));
    expect(still).toEqual({ handled: 0, stopped: true });
    await expect(handling.resume('case-1', () => failWith(new Unavailable('Temporal')))).rejects.toThrow('Temporal');
    expect(await parked.isParked('case-1')).toBe(true);
    expect(await handling.resume('case-1', () => handler)).toEqual({ handled: 3, stopped: false });
    expect(handled.map((id) => Number(id.slice(-1)))).toEqual([1, 2, 3]);
    expect(await parked.isParked('case-1')).toBe(false);
  });

  it('stops again at the next message that is a dead letter', async () => {
    const refusing =
      (poison: number, handled: string[]) =>
      (): ((message: FactMessage) => Promise<void>) =>
      async ({ event }) => {
        if (Number(event?.sequence) === poison) throw new Permanent('no');
        handled.push(event?.id ?? '');
      };
    const { handling, handler, letters, parked } = bench();
    const handled: string[] = [];
    await handling.process(recordOf(factBytes('probe/1', 1), 0), refusing(1, handled)());
    for (const sequence of [2, 3]) await handling.process(recordOf(factBytes('probe/1', sequence), sequence), handler);
    expect(await handling.resume('case-1', refusing(2, handled))).toEqual({ handled: 1, stopped: true });
    expect(letters.map(({ record }) => record.offset)).toEqual(['0', '2']);
    expect((await parked.messagesOf('case-1')).map(({ offset }) => offset)).toEqual(['2', '3']);
  });

  it('does not hold up what is told about dead letters and doors', async () => {
    const { handling, handler, handled } = bench();
    await handling.process(recordOf(Buffer.from('no json'), 0), handler);
    await handling.process(recordOf(factBytes('dead-letter/approvals-1', 1), 1), handler);
    await handling.process(recordOf(factBytes('probe/1', 1), 2), handler);
    expect(handled).toEqual(['dead-letter/approvals-1/0000000001']);
  });
});

describe('what is away', () => {
  it.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a fetch that failed underneath', new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } })],
    ['several addresses that refuse', Object.assign(new Error('all'), { errors: [{ code: 'ECONNREFUSED' }] })],
    ['a store without a primary', Object.assign(new Error('no'), { name: 'MongoServerSelectionError' })],
    ['a gRPC status', Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: 'no' })],
    ['a failure of a service', Object.assign(new Error('503'), { status: 503 })],
    ['a failure that says so', Object.assign(new Error('busy'), { unavailable: true })],
  ])('is recognised: %s', (_, error) => expect(isUnavailable(error)).toBe(true));

  it.each([
    ['a fault', new TypeError('x is undefined')],
    ['a refusal', Object.assign(new Error('422'), { status: 422 })],
    ['a missing file', Object.assign(new Error('no'), { code: 'ENOENT' })],
    ['nothing', undefined],
  ])('is told from %s', (_, error) => expect(isUnavailable(error)).toBe(false));
});
