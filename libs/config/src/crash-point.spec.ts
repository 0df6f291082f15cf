import { describe, expect, it } from '@jest/globals';
import { readConfig } from './configuration.js';
import { crashProbe } from './crash-point.js';
import { environment, processVariables } from './environment.js';

const deathsAt = (crashAt: string | undefined, part: string, passed: readonly string[]): number[] => {
  const deaths: number[] = [];
  let at = 0;
  const probe = crashProbe(crashAt, part, { tell: () => undefined, die: () => void deaths.push(at) });
  for (const point of passed) {
    at += 1;
    probe(point);
  }
  return deaths;
};

describe('a named crash point', () => {
  it('kills when it is passed for the n-th time, and never again', () => {
    const passed = ['loaded', 'journaled', 'journaled', 'loaded', 'journaled', 'journaled'];
    expect(deathsAt('relay:journaled:2', 'relay', passed)).toEqual([3]);
  });

  it('leaves other points, other parts and everybody without the variable alone', () => {
    expect(deathsAt('relay:pulled:1', 'relay', ['loaded', 'journaled'])).toEqual([]);
    expect(deathsAt('facts:handled:1', 'relay', ['handled'])).toEqual([]);
    expect(deathsAt(undefined, 'relay', ['loaded'])).toEqual([]);
  });

  it('is refused in production, and so is a word that names none', () => {
    const schema = environment(processVariables);
    expect(readConfig(schema, { CRASH_AT: 'relay:journaled:3' }).CRASH_AT).toBe('relay:journaled:3');
    expect(() => readConfig(schema, { CRASH_AT: 'relay:journaled:3', NODE_ENV: 'production' })).toThrow(/CRASH_AT/);
    expect(() => readConfig(schema, { CRASH_AT: 'now' })).toThrow(/CRASH_AT/);
  });
});
