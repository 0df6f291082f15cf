import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Consumer } from 'kafkajs';
import { GroupPulse } from '../src/group-pulse.js';

const events = { HEARTBEAT: 'heartbeat', GROUP_JOIN: 'join', CRASH: 'crash' };

/** As much of a consumer as its pulse hears of. */
const consumerOf = (emitter: EventEmitter): Consumer =>
  ({ events, on: (name: string, listener: (event: unknown) => void) => emitter.on(name, listener) }) as never;

/** Whether it has resolved by now. */
const isOver = (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), Promise.resolve().then(() => Promise.resolve(false))]);

describe('the pulse of a group', () => {
  let pulse: GroupPulse;
  let emitter: EventEmitter;
  let lost: Promise<void>;

  beforeEach(() => {
    jest.useFakeTimers();
    pulse = new GroupPulse();
    emitter = new EventEmitter();
    lost = pulse.follow(consumerOf(emitter));
  });

  afterEach(() => {
    pulse.stop();
    jest.useRealTimers();
  });

  it('is silent until the group is joined, and again ten seconds after the last heartbeat', () => {
    expect(pulse.silentMs).not.toBeNull();
    emitter.emit('join', {});
    jest.advanceTimersByTime(9_000);
    expect(pulse.silentMs).toBeNull();
    emitter.emit('heartbeat', {});
    jest.advanceTimersByTime(9_000);
    expect(pulse.silentMs).toBeNull();
    jest.advanceTimersByTime(2_000);
    expect(pulse.silentMs).toBeGreaterThanOrEqual(10_000);
  });

  it('is lost when nothing was heard for ninety seconds, and not before', async () => {
    jest.advanceTimersByTime(80_000);
    emitter.emit('heartbeat', {});
    jest.advanceTimersByTime(89_000);
    expect(await isOver(lost)).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(await isOver(lost)).toBe(true);
  });

  it('is lost at once by a crash that the client does not try again after, and only by such a one', async () => {
    emitter.emit('join', {});
    emitter.emit('crash', { payload: { restart: true } });
    expect(pulse.silentMs).not.toBeNull();
    expect(await isOver(lost)).toBe(false);
    emitter.emit('crash', { payload: { restart: false } });
    expect(await isOver(lost)).toBe(true);
  });

  it('hears nothing more of the consumer before', async () => {
    const next = pulse.follow(consumerOf(new EventEmitter()));
    expect(await isOver(lost)).toBe(true);
    emitter.emit('heartbeat', {});
    emitter.emit('crash', { payload: { restart: false } });
    expect(pulse.silentMs).not.toBeNull();
    expect(await isOver(next)).toBe(false);
  });

  it('keeps nobody waiting when it is stopped', async () => {
    pulse.stop();
    expect(await isOver(lost)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});
