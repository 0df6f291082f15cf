import { describe, expect, it } from '@jest/globals';
import { StructuredLogger } from './logger.js';
import { contextFor, noteInContext, runInContext } from './request-context.js';

const recorded = (
  level?: string,
): { logger: StructuredLogger; lines: () => Record<string, unknown>[]; text: () => string } => {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  return {
    logger: new StructuredLogger({ service: 'payments', level, destination }),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(''),
  };
};

describe('the logger', () => {
  it('writes one JSON line with service, level and fields', () => {
    const { logger, lines } = recorded();
    logger.info('grant planned', { amountFen: 10_000_000 });
    expect(lines()).toEqual([
      expect.objectContaining({ level: 'info', service: 'payments', msg: 'grant planned', amountFen: 10_000_000 }),
    ]);
  });

  it('adds trace, case and actor of the running request, also after an await', async () => {
    const { logger, lines } = recorded();
    const context = contextFor(undefined, { requestId: 'r-1' });
    await runInContext(context, async () => {
      await Promise.resolve();
      noteInContext({ caseId: 'case-1', actorId: 'p-1' });
      logger.info('here');
    });
    expect(lines()[0]).toMatchObject({
      traceId: context.trace.traceId,
      caseId: 'case-1',
      actorId: 'p-1',
      requestId: 'r-1',
    });
  });

  it('follows the conventions of Nest for context and stack', () => {
    const { logger, lines } = recorded();
    logger.log('started', 'Router');
    logger.error('broken', 'Error: broken\n at x', 'Router');
    expect(lines()).toEqual([
      expect.objectContaining({ msg: 'started', context: 'Router' }),
      expect.objectContaining({ level: 'error', stack: 'Error: broken\n at x', context: 'Router' }),
    ]);
  });

  it('keeps tokens, account numbers and mobiles out', () => {
    const { logger, text } = recorded();
    logger.info('call of 13800138000 with Bearer abc.def.ghi', {
      headers: { authorization: 'Bearer abc.def.ghi' },
      payee: { accountNo: '44200100012345678', accountName: '示例工会' },
      note: 'account 6222024402000001234, identity 51010419900101123X',
      url: 'mongodb://root:hunter2@127.0.0.1:27017/payments',
    });
    logger.failure('failed', new Error('token eyJhbGciOi.eyJzdWIi.c2ln refused', { cause: { mobile: '13800138000' } }));
    expect(text()).not.toMatch(
      /13800138000|abc\.def|44200100012345678|6222024402000001234|51010419900101123X|eyJhbGciOi|hunter2/,
    );
    expect(text()).toContain('示例工会');
  });

  it('leaves ids, amounts and times as they are', () => {
    const { logger, lines } = recorded();
    const fields = { id: 'application/0193a1b2-1111-7222-8333-138001380001/0000000003', amountFen: 10_000_000 };
    logger.info('fine', fields);
    expect(lines()[0]).toMatchObject(fields);
  });

  it('writes an object that contains itself', () => {
    const { logger, lines } = recorded();
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    logger.info('loop', { loop });
    expect(lines()[0]).toMatchObject({ loop: { name: 'loop', self: '[cut]' } });
  });

  it('is silent below its level', () => {
    const { logger, lines } = recorded('warn');
    logger.info('quiet');
    logger.warning('loud');
    expect(lines()).toHaveLength(1);
  });
});
