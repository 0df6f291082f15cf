import { describe, expect, it } from '@jest/globals';
import { continueTrace, newTrace, parseTraceparent, traceparentOf } from './traceparent.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const header = `00-${trace}-${span}-01`;

describe('traceparent', () => {
  it('is read and written alike', () => {
    expect(parseTraceparent(header)).toEqual({ traceId: trace, spanId: span, flags: '01' });
    expect(traceparentOf({ traceId: trace, spanId: span, flags: '01' })).toBe(header);
  });

  it('continues a trace under a span of its own', () => {
    const next = continueTrace(header);
    expect(next).toMatchObject({ traceId: trace, flags: '01' });
    expect(next.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(next.spanId).not.toBe(span);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `${header}-more`,
  ])('starts a new trace when the header is %s', (broken) => {
    expect(parseTraceparent(broken)).toBeUndefined();
    expect(continueTrace(broken).traceId).not.toBe(trace);
  });

  it('takes what it knows of a later version', () => {
    expect(parseTraceparent(`01-${trace}-${span}-00-more`)).toEqual({ traceId: trace, spanId: span, flags: '00' });
  });

  it('makes traces that it can read again', () => {
    const made = newTrace();
    expect(parseTraceparent(traceparentOf(made))).toEqual(made);
  });
});
