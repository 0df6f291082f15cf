import { describe, expect, it } from '@jest/globals';
import { dryRunIn } from './dry-run.js';

const asked = (query: string) => dryRunIn(new URLSearchParams(query));

describe('the wish for a dry run', () => {
  it.each([
    ['', false],
    ['after=x@1', false],
    ['dryRun=false', false],
    ['dryRun=true', true],
    ['a=1&dryRun=true&b=2', true],
  ])('is read from "%s" as %s', (query, wish) => {
    expect(asked(query)).toBe(wish);
  });

  it.each([
    'dryRun',
    'dryRun=1',
    'dryRun=TRUE',
    'dryRun=true&dryRun=true',
    'dryrun=true',
    'dry-run=true',
    'dry_run=false',
  ])('is not guessed from "%s", because the real thing would follow', (query) => {
    expect(asked(query)).toBeUndefined();
  });
});
