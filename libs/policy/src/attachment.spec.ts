import { describe, expect, it } from '@jest/globals';
import { ATTACHMENT_CODES } from '#libs/contracts';
import { ATTACHMENTS, missingAttachments, requiredAttachments } from './attachment.js';

const demo = { applicationType: 'DEMO', mode: 'SELF', mealsProvided: false } as const;
const without = (...codes: readonly string[]) => ATTACHMENT_CODES.filter((code) => !codes.includes(code));

describe('attachments', () => {
  it('are the twenty of form F8', () => {
    expect(Object.keys(ATTACHMENTS)).toEqual([...ATTACHMENT_CODES]);
  });

  it('of a demonstration site depend on meals and on the mode of provision', () => {
    expect(requiredAttachments(demo)).toEqual(without('A11', 'A13', 'A14'));
    expect(requiredAttachments({ ...demo, mealsProvided: true })).toEqual(without('A13', 'A14'));
    expect(requiredAttachments({ ...demo, mode: 'THIRD_PARTY' })).toEqual(without('A11', 'A14'));
    expect(requiredAttachments({ ...demo, mode: 'JOINT' })).toEqual(without('A11', 'A13'));
  });

  it('of a pilot leave health papers until it opens, and the receipt to the demonstration site', () => {
    const pilot = { ...demo, applicationType: 'PILOT' } as const;
    expect(requiredAttachments(pilot)).toEqual(without('A07', 'A10', 'A11', 'A12', 'A13', 'A14', 'A18', 'A20'));
    expect(requiredAttachments({ ...pilot, opening: true })).toEqual(without('A07', 'A11', 'A13', 'A14', 'A18', 'A20'));
  });

  it('that are missing are named', () => {
    expect(missingAttachments(demo, ATTACHMENT_CODES)).toEqual([]);
    expect(missingAttachments(demo, without('A05', 'A11', 'A17'))).toEqual(['A05', 'A17']);
  });
});
