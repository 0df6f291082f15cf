import { beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { readFileSync } from 'node:fs';
import { clientSources } from './client-types.js';
import { serviceDocuments } from './service-documents.js';

type Json = Record<string, unknown>;
const NAMES = ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows', 'gateway'];
const FOLDER = new URL('../../../docs/api/', import.meta.url).pathname;

describe('the API documents', () => {
  let documents: ReadonlyMap<string, Json>;
  beforeAll(async () => {
    documents = await serviceDocuments();
  }, 60_000);

  const operations = (name: string): { id: string; operation: Json }[] =>
    Object.entries((documents.get(name)?.['paths'] ?? {}) as Record<string, Record<string, Json>>).flatMap(
      ([path, item]) => Object.entries(item).map(([method, operation]) => ({ id: `${method} ${path}`, operation })),
    );

  it('are those of every service', () => {
    expect([...documents.keys()]).toEqual(NAMES);
  });

  it.each(NAMES)('are committed as the program makes them: %s; npm run api writes them anew', (name) => {
    const committed = JSON.parse(readFileSync(`${FOLDER}${name}.openapi.json`, 'utf8')) as Json;
    expect(committed).toEqual(JSON.parse(JSON.stringify(documents.get(name))));
  });

  it.each(NAMES)('satisfy a checker that others wrote: %s', async (name) => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // Health and metrics refuse nobody, and have nothing but a fault of ours to say beside their answer.
        'operation-4xx-response': 'off',
        // Where the product runs is for its operators to say: the documents name paths only.
        'no-server-example.com': 'off',
        'no-empty-servers': 'error',
        'no-invalid-media-type-examples': 'error',
        'no-invalid-parameter-examples': 'error',
        'no-invalid-schema-examples': 'error',
        'no-unused-components': 'off',
        'tag-description': 'off',
      },
    });
    const problems = await lintFromString({ source: JSON.stringify(documents.get(name)), config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it.each(NAMES)('give each answer its schema, and each body: %s', (name) => {
    const untyped = operations(name).filter(({ operation }) => {
      const answers = Object.entries(operation['responses'] as Record<string, Json>);
      const success = answers.filter(([status]) => status.startsWith('2'));
      return (
        success.length === 0 ||
        success.some(([, { content }]) => content === undefined) ||
        answers.some(([status, answer]) => !status.startsWith('2') && !('$ref' in answer) && !('content' in answer))
      );
    });
    expect(untyped.map(({ id }) => id)).toEqual([]);
    const bodiless = operations(name).filter(
      ({ id, operation }) =>
        id.startsWith('post') && operation['requestBody'] === undefined && !/\/(retry|redo|use|rebuild)$/.test(id),
    );
    expect(bodiless.map(({ id }) => id)).toEqual([]);
  });

  it('are what the client’s types were generated from; npm run api writes them anew', () => {
    for (const [file, source] of clientSources(documents)) {
      expect(readFileSync(new URL(`../../../libs/client/src/generated/${file}`, import.meta.url), 'utf8')).toBe(source);
    }
  });

  it('name every operation once in a service', () => {
    for (const name of NAMES) {
      const ids = operations(name).map(({ operation }) => operation['operationId']);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
