import { describe, expect, it } from '@jest/globals';
import { lastWords, readable } from './readable-log.mjs';

const TIME = '2026-11-23T20:15:56.864Z';
const CASE = 'f81a0a0d-7f7a-8115-813a-7572bd738b14';
const line = (fields: object): string => JSON.stringify({ level: 'info', time: TIME, service: 'approvals', ...fields });
const request = (method: string, path: string, status: string): string =>
  line({ method, path, status, ms: 12, actorId: 'p-5f96734c8df5', traceId: '3a0', msg: 'request' });
const shown = (text: string, service = 'approvals'): string | undefined => readable(service, text, { least: 'info' });

describe('the readable log', () => {
  it('shows a command as one line with its case, its status, its time and its actor', () => {
    expect(shown(request('POST', `/applications/${CASE}/submission`, '200'))).toMatch(
      /^\d\d:\d\d:\d\d approvals {4}POST \/applications\/f81a0a0d…\/submission 200 12 ms by p-5f96734c8df5$/,
    );
  });

  it('leaves out reading, bookkeeping between commands and what the gateway hands on', () => {
    expect(shown(request('GET', '/tasks', '200'))).toBeUndefined();
    expect(shown(request('POST', `/applications/${CASE}/settled`, '200'))).toBeUndefined();
    expect(shown(request('POST', '/api/approvals/reviews', '200'), 'gateway')).toBeUndefined();
  });

  it('shows what was refused or failed, reading as well', () => {
    expect(shown(request('GET', '/tasks', '401'))).toContain('GET /tasks 401');
    expect(shown(request('GET', '/api/approvals/tasks', '503'), 'gateway')).toContain('503');
  });

  it('leaves out what the framework tells of its own start', () => {
    expect(shown(line({ context: 'RouterExplorer', msg: 'Mapped {/tasks, GET} route' }))).toBeUndefined();
  });

  it('hides the words of a Kafka that has just started only until the service is ready', () => {
    const words = line({
      level: 'warn',
      context: 'Kafka',
      msg: "[Connection] Response GroupCoordinator(key: 10): The coordinator is loading and hence can't process requests",
    });
    expect(readable('audits', words, { least: 'warn', starting: true })).toBeUndefined();
    expect(readable('audits', words, { least: 'warn' })).toContain('WARN [Connection]');
  });

  it('shows another warning while a service starts, with its fields', () => {
    const warning = line({ level: 'warn', msg: 'disk is nearly full', free: 12, traceId: '3a0' });
    expect(readable('audits', warning, { least: 'warn', starting: true })).toMatch(/WARN disk is nearly full free=12$/);
  });

  it('hides what is below the level that is asked for', () => {
    expect(readable('audits', line({ msg: 'listening' }), { least: 'warn' })).toBeUndefined();
  });

  it('shows a line that is no JSON as it is', () => {
    expect(shown('Segmentation fault')).toBe('approvals    Segmentation fault');
    expect(shown('')).toBeUndefined();
  });
});

describe('the last words of a process', () => {
  it('are its last error', () => {
    const failure = line({ level: 'error', msg: 'cannot start', error: { message: 'connection refused' } });
    expect(lastWords([line({ msg: 'starting' }), failure, line({ msg: 'stopped' })])).toBe(
      'cannot start: connection refused',
    );
  });

  it('are the sentence above a stack, or nothing when nothing was said', () => {
    expect(lastWords(['Error: no such file', '    at main (main.js:1:1)'])).toBe('Error: no such file');
    expect(lastWords([])).toBe('');
  });
});
