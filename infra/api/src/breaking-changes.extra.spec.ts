import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ensureOasdiff } from '../../bootstrap/oasdiff.mjs';
import { breakingChanges, breakingChangesBetween } from './breaking-changes.js';
import { factsAsOpenApi } from './fact-wrapping.js';

type Json = Record<string, unknown>;
interface Schema {
  readonly properties: Json;
  readonly required: string[];
}

const ROOT = new URL('../../../', import.meta.url).pathname;
const MINUTES = 60_000;
let oasdiff = '';

beforeAll(async () => {
  oasdiff = await ensureOasdiff(() => undefined);
}, 10 * MINUTES);

/** A published document, as somebody is about to change it. */
const published = (name: string): Json => JSON.parse(readFileSync(`${ROOT}docs/api/published/${name}`, 'utf8')) as Json;
const schemaIn = (document: Json, name: string): Schema => {
  const { schemas } = document['components'] as { schemas: Record<string, Schema> };
  const found = schemas[name];
  if (found === undefined) throw new Error(`there is no schema ${name}`);
  return found;
};
const text = { type: 'string' };

describe('the documents of the API', () => {
  it(
    'break no client of the published ones',
    async () => {
      const changes = await breakingChangesBetween(oasdiff, `${ROOT}docs/api/published`, `${ROOT}docs/api`);
      // A change on purpose is published as CONTRIBUTING.md says, and told in the changelog.
      expect(changes).toEqual([]);
    },
    2 * MINUTES,
  );

  const base = published('applications.openapi.json');
  const changed = (change: (document: Json) => void): Promise<readonly string[]> => {
    const revision = structuredClone(base);
    change(revision);
    return breakingChanges(oasdiff, base, revision);
  };

  it('may not lose a field of an answer', async () => {
    const changes = await changed((document) => {
      const view = schemaIn(document, 'ApplicationView');
      delete view.properties['status'];
      view.required.splice(view.required.indexOf('status'), 1);
    });
    expect(changes.join()).toMatch(/GET \/applications\/\{id\}: .*status/);
  });

  it('may not demand a new field of a command', async () => {
    const changes = await changed((document) => {
      const command = schemaIn(document, 'CreateApplication');
      command.properties['purpose'] = text;
      command.required.push('purpose');
    });
    expect(changes.join()).toMatch(/POST \/applications: .*purpose/);
  });

  it('may not lose a route, nor change the type of a field', async () => {
    expect(await changed((document) => delete (document['paths'] as Json)['/tasks'])).not.toEqual([]);
    const changes = await changed((document) => {
      schemaIn(document, 'CreateApplication').properties['programmeYear'] = text;
    });
    expect(changes.join()).toMatch(/programmeYear/);
  });

  it('may take an optional field and give a new one', async () => {
    const changes = await changed((document) => {
      schemaIn(document, 'CreateApplication').properties['purpose'] = text;
      const view = schemaIn(document, 'ApplicationView');
      view.properties['purpose'] = text;
      view.required.push('purpose');
    });
    expect(changes).toEqual([]);
  });
});

describe('the schemas of the facts', () => {
  const base = published('nuanchao.asyncapi.json');
  /** The schema of a fact's data, where it stands in the document. */
  const dataOf = (document: Json, type: string): Schema => {
    const { messages } = document['components'] as {
      messages: Record<string, { payload: { allOf: { properties?: { data: Schema } }[] } }>;
    };
    const data = messages[type]?.payload.allOf[1]?.properties?.data;
    if (data === undefined) throw new Error(`there is no fact ${type}`);
    return data;
  };
  const changed = (change: (document: Json) => void): Promise<readonly string[]> => {
    const revision = structuredClone(base);
    change(revision);
    return breakingChanges(oasdiff, factsAsOpenApi(base), factsAsOpenApi(revision));
  };

  it('may not lose a field, nor a fact', async () => {
    const without = await changed((document) => {
      const data = dataOf(document, 'application.submitted');
      delete data.properties['caseNo'];
      data.required.splice(data.required.indexOf('caseNo'), 1);
    });
    expect(without.join()).toMatch(/application\.submitted: .*caseNo/);
    const gone = await changed((document) => {
      delete (document['components'] as { messages: Json }).messages['application.submitted'];
    });
    expect(gone.join()).toMatch(/application\.submitted/);
  });

  it('may not demand a field that facts of earlier years do not have', async () => {
    const changes = await changed((document) => {
      const data = dataOf(document, 'application.submitted');
      data.properties['purpose'] = text;
      data.required.push('purpose');
    });
    expect(changes.join()).toMatch(/application\.submitted: .*purpose/);
  });

  it('may not make a field optional that readers rely on', async () => {
    const changes = await changed((document) => {
      const { required } = dataOf(document, 'application.submitted');
      required.splice(required.indexOf('submittedOn'), 1);
    });
    expect(changes.join()).toMatch(/application\.submitted: .*submittedOn/);
  });

  it('may get an optional field and a new fact', async () => {
    const changes = await changed((document) => {
      dataOf(document, 'application.submitted').properties['purpose'] = text;
      const { messages } = document['components'] as { messages: Json };
      messages['application.praised'] = structuredClone(messages['application.submitted']);
    });
    expect(changes).toEqual([]);
  });
});
