import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { advanceOfficeClock, openOfficeClock, OfficeClockError, settableClock, wallClock } from './office-clock.js';
import { NotAnInstant } from './office-instant.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-clock-'));
  file = join(folder, 'clock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the wall clock', () => {
  it('tells office time of the moment', () => {
    const clock = wallClock(() => Date.UTC(2026, 2, 2, 16, 30));
    expect(clock.mode).toBe('wall');
    expect(clock.now()).toBe('2026-03-03T00:30:00.000+08:00');
    expect(clock.today()).toBe('2026-03-03');
    expect(Math.abs(Date.parse(wallClock().now()) - Date.now())).toBeLessThan(5_000);
  });

  it('holds still while the host clock is set back', () => {
    const readings = [2_000, 1_000, 3_000];
    const clock = wallClock(() => readings.shift() ?? 0);
    expect([clock.now(), clock.now(), clock.now()].map((instant) => Date.parse(instant))).toEqual([
      2_000, 2_000, 3_000,
    ]);
  });
});

describe('the settable clock', () => {
  it('stands at the instant of its file and moves with it', () => {
    advanceOfficeClock(file, '2026-03-02T01:00:00Z');
    const clock = settableClock(file);
    expect(clock.mode).toBe('settable');
    expect(clock.now()).toBe('2026-03-02T09:00:00.000+08:00');
    advanceOfficeClock(file, '2026-06-12T00:00:00+08:00');
    expect(clock.now()).toBe('2026-06-12T00:00:00.000+08:00');
    expect(clock.today()).toBe('2026-06-12');
  });

  it('never goes back, even if its file does', () => {
    writeFileSync(file, '2026-03-02T09:00:00+08:00');
    const clock = settableClock(file);
    writeFileSync(file, '2026-03-01T09:00:00+08:00');
    expect(clock.now()).toBe('2026-03-02T09:00:00.000+08:00');
  });

  it('says clearly that its file is missing or holds something else', () => {
    expect(() => settableClock(file)).toThrow(`the office clock file ${file} does not exist`);
    writeFileSync(file, 'tomorrow');
    expect(() => settableClock(file)).toThrow('must hold one RFC 3339 instant');
    expect(() => settableClock(folder)).toThrow(OfficeClockError);
  });
});

describe('advancing', () => {
  it('creates the file, accepts the same instant again and leaves nothing else behind', () => {
    expect(advanceOfficeClock(file, '2026-03-02T09:00:00+08:00')).toBe('2026-03-02T09:00:00.000+08:00');
    expect(advanceOfficeClock(file, '2026-03-02T09:00:00+08:00')).toBe('2026-03-02T09:00:00.000+08:00');
    expect(readdirSync(folder)).toEqual(['clock']);
    expect(readFileSync(file, 'utf8')).toBe('2026-03-02T09:00:00.000+08:00\n');
  });

  it('refuses to go back and keeps the clock where it stands', () => {
    advanceOfficeClock(file, '2026-03-02T09:00:00+08:00');
    expect(() => advanceOfficeClock(file, '2026-03-02T08:59:59.999+08:00')).toThrow('never goes back');
    expect(settableClock(file).now()).toBe('2026-03-02T09:00:00.000+08:00');
    expect(readdirSync(folder)).toEqual(['clock']);
  });

  it('refuses an instant without offset, a folder that is not there and a file it cannot understand', () => {
    expect(() => advanceOfficeClock(file, '2026-03-02T09:00:00')).toThrow(NotAnInstant);
    expect(() => advanceOfficeClock(join(folder, 'none', 'clock'), '2026-03-02T09:00:00Z')).toThrow('does it exist');
    writeFileSync(file, 'noon');
    expect(() => advanceOfficeClock(file, '2026-03-02T09:00:00Z')).toThrow(OfficeClockError);
  });

  it('waits for another process that advances, and names the cure when that one never ends', () => {
    writeFileSync(`${file}.lock`, '');
    expect(() => advanceOfficeClock(file, '2026-03-02T09:00:00Z')).toThrow(`remove ${file}.lock`);
  });
});

describe('opening the office clock', () => {
  it('takes the wall clock where no file is named', () => {
    expect(openOfficeClock({ production: true }).mode).toBe('wall');
    expect(openOfficeClock({ file: undefined, production: false }).mode).toBe('wall');
  });

  it('takes the file outside production', () => {
    advanceOfficeClock(file, '2026-03-02T09:00:00+08:00');
    expect(openOfficeClock({ file, production: false }).today()).toBe('2026-03-02');
  });

  it('refuses a file in production in one sentence', () => {
    advanceOfficeClock(file, '2026-03-02T09:00:00+08:00');
    expect(() => openOfficeClock({ file, production: true })).toThrow(
      'OFFICE_CLOCK_FILE is set, but in production the office clock is the wall clock: unset it',
    );
  });
});
