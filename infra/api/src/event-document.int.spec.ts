import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { eventDocument, readTopics } from './event-document.js';

const root = new URL('../../../', import.meta.url);
const made = eventDocument(readTopics(new URL('infra/kafka/topics.json', root)));

/** 0 is an error, 1 a warning; what is beyond is advice. */
const WORSE_THAN_ADVICE: ReadonlySet<number> = new Set([0, 1]);

describe('the document of facts', () => {
  it('is committed as the program makes it; npm run api writes it anew', () => {
    const committed = JSON.parse(readFileSync(new URL('docs/api/nuanchao.asyncapi.json', root), 'utf8')) as unknown;
    expect(committed).toEqual(JSON.parse(JSON.stringify(made)));
  });

  it('satisfies a checker that others wrote', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(made));
    expect(
      diagnostics
        .filter(({ severity }) => WORSE_THAN_ADVICE.has(severity))
        .map(({ code, message, path }) => [code, message, path]),
    ).toEqual([]);
    expect(document?.channels().length).toBeGreaterThan(8);
    expect(document?.messages().length).toBeGreaterThan(30);
  });

  it('takes an event and refuses one whose data are another type’s', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
    ajv.addSchema(made, 'facts');
    const fits = (type: string, event: unknown): boolean =>
      ajv.validate({ $ref: `facts#/components/messages/${type}/payload` }, event);
    const event = {
      specversion: '1.0',
      id: 'filing/0193/0000000002',
      source: '/approvals',
      type: 'filing.alarmed',
      subject: 'filing/0193',
      time: '2026-03-02T01:00:00.000Z',
      officetime: '2026-03-02T09:00:00+08:00',
      datacontenttype: 'application/json',
      sequence: '0000000002',
      caseid: '0193',
      actor: 'p-1',
      actorkind: 'machine',
      data: { kind: 'remind', level: 0, on: '2026-03-02' },
    };
    expect(fits('filing.alarmed', event)).toBe(true);
    expect(fits('filing.opened', event)).toBe(false);
    expect(fits('filing.alarmed', { ...event, sequence: '2' })).toBe(false);
    expect(fits('filing.alarmed', { ...event, data: { level: 0 } })).toBe(false);
  });
});
