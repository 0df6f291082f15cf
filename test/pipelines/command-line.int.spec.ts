import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { ENGINES_START_MS, eventually } from '#libs/testing';
import { ProgramsStage, draftAt, type Registered } from './programs-stage.js';

const ROOT = new URL('../../', import.meta.url).pathname;
const SCOPES = ['applications:create', 'applications:read', 'tasks:read', 'events:read', 'batch:submit'];

let stage: ProgramsStage;
let program: Registered;
let credentials = '';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
interface Running {
  readonly kill: () => void;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<Run>;
}

/** The binary itself, in a process of its own and with no variable of ours but those given. */
const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Running => {
  const child = spawn(process.execPath, [`${ROOT}infra/bootstrap/nuanchao.mjs`, ...args], {
    cwd: stage.folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: stage.folder,
      NUANCHAO_DATA: stage.folder,
      NUANCHAO_CREDENTIALS: credentials,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const said = { out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  return {
    kill: () => child.kill('SIGKILL'),
    out: () => said.out,
    err: () => said.err,
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said }))),
  };
};
const nuanchao = (...args: readonly string[]): Promise<Run> => start(args).ended;
const put = (name: string, content: unknown): string => {
  const file = join(stage.folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const parsed = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

beforeAll(async () => {
  stage = await ProgramsStage.open();
  program = await stage.register('shell', SCOPES);
  credentials = join(stage.folder, 'config', 'credentials.json');
  const secret = put('secret', `${program.secret}\n`);
  const where = ['--gateway', stage.gateway, '--issuer', stage.issuer, '--client-id', program.clientId];
  const { code, err } = await nuanchao('login', ...where, '--secret-file', secret);
  expect([code, err]).toEqual([0, '']);
}, ENGINES_START_MS);

afterAll(() => stage.close(), 60_000);

describe('signing in', () => {
  it('keeps credentials that its owner alone can read, and gives a token', async () => {
    expect(statSync(credentials).mode & 0o777).toBe(0o600);
    const { code, out } = await nuanchao('token');
    expect([code, out.split('.').length]).toEqual([0, 3]);
  });

  it('keeps nothing that does not work, and says what helps', async () => {
    const file = join(stage.folder, 'other.json');
    const env = { NUANCHAO_CREDENTIALS: file, NUANCHAO_CLIENT_SECRET: 'wrong' };
    const where = ['--gateway', stage.gateway, '--issuer', stage.issuer, '--client-id', program.clientId];
    const refused = await start(['login', ...where], env).ended;
    expect([refused.code, existsSync(file)]).toEqual([2, false]);
    expect(refused.err).toContain('nuanchao login');
    const nowhere = await start(['token'], { NUANCHAO_CREDENTIALS: file }).ended;
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('尚未登录')]);
  });
});

describe('a command', () => {
  it('is done once, however often the same call is made, and tried before that without a trace', async () => {
    const file = put('draft.json', draftAt(randomUUID()));
    const dry = await nuanchao('dry-run', 'application.create', '--file', file, '--json');
    expect(parsed(dry.out)).toMatchObject({ dryRun: true, events: [{ type: 'application.created' }] });
    const first = await nuanchao('apply', 'application.create', '--file', file, '--json');
    expect([first.code, parsed(first.out)]).toEqual([0, expect.objectContaining({ repeated: false, version: 1 })]);
    const again = await nuanchao('command', 'application.create', '--file', file);
    expect([again.code, again.err]).toEqual([0, expect.stringContaining('未重复办理')]);
    const other = await nuanchao('command', 'application.create', '--file', file, '--again', '--lang', 'en');
    expect([other.code, other.err]).toEqual([1, expect.stringMatching(/R-ID-07 .*An open application already exists/)]);
    const { id } = parsed(first.out);
    const shown = await nuanchao('query', 'applicationQuery.show', String(id), '--json');
    expect(parsed(shown.out)).toMatchObject({ id, status: 'DRAFT', version: 1 });
  });

  it('is refused with rule, field and cure, in the language that is asked for, for people and for programs', async () => {
    const file = put('bad.json', { ...draftAt(randomUUID()), programmeYear: 'soon' });
    const zh = await nuanchao('command', 'application.create', '--file', file);
    expect([zh.code, zh.err]).toEqual([1, expect.stringMatching(/G-MALFORMED {2}\/programmeYear.*\n怎么办: /)]);
    const en = await nuanchao('command', 'application.create', '--file', file, '--lang=en');
    expect(en.err).toContain('Cure: ');
    const json = await nuanchao('command', 'application.create', '--file', file, '--json');
    expect(parsed(json.err)).toMatchObject({
      error: { status: 400, rule: 'G-MALFORMED', errors: [{ pointer: '/programmeYear' }] },
    });
    const forbidden = await nuanchao('command', 'applicationTurn.withdraw', randomUUID(), '--file', put('x.json', {}));
    expect(forbidden.code).toBe(1);
  });

  it.each([
    [['apply', 'application.creat'], 'application.create'],
    [['command', 'batches.submit'], 'applications:batches.submit'],
    [['command', 'application.submit'], '<id>'],
    [['query', 'application.create'], 'nuanchao command'],
    [['command', 'application.create', '--file', 'absent.json'], 'absent.json'],
    [['sing'], 'verify-webhook'],
    [['cases', '--lang', 'fr'], 'zh'],
    [['cases', '--nonsense'], '--nonsense'],
  ])('that is written wrongly is not sent: %p', async (args, hint) => {
    const { code, out, err } = await nuanchao(...args);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(hint)]);
  });

  it('that nobody answers ends with 2 when the patience is over', async () => {
    const env = { NUANCHAO_GATEWAY: 'http://127.0.0.1:1' };
    const { code, err } = await start(['cases', '--patience', '0'], env).ended;
    expect([code, err]).toEqual([2, expect.stringContaining('无人应答')]);
  });
});

describe('lists', () => {
  it('show the cases and tasks of the account, and a case without what is the auditor’s', async () => {
    const { out } = await nuanchao(
      'command',
      'application.create',
      '--file',
      put('listed.json', draftAt(randomUUID())),
      '--json',
    );
    const { id } = parsed(out);
    await eventually(async () => expect((await nuanchao('cases')).out).toContain(String(id)), { timeoutMs: 20_000 });
    const tasks = await nuanchao('tasks', '--service', 'applications', '--json');
    expect([tasks.code, JSON.parse(tasks.out)]).toEqual([0, []]);
    const help = await nuanchao('--help');
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('退出码')]);
    const operations = await nuanchao('operations', 'pipelines');
    expect(operations.out).toMatch(/pipelines:feed\.follow +GET +\/events/);
  }, 60_000);
});

describe('a batch file', () => {
  it('goes on where it was after its process was killed, with every row done once', async () => {
    const lines = Array.from({ length: 300 }, () =>
      JSON.stringify({ operation: 'application.create', body: draftAt(randomUUID()) }),
    );
    const file = put('year.jsonl', `${lines.join('\n')}\n`);
    const killed = start(['batch', file]);
    await eventually(() => expect(killed.err()).toMatch(/300\/300/), { timeoutMs: 30_000 });
    killed.kill();
    await killed.ended;
    const { code, out, err } = await nuanchao('batch', file, '--json');
    expect([code, parsed(out)]).toEqual([0, expect.objectContaining({ rows: 300, accepted: 300 })]);
    expect(err).toContain('300');
    const results = readFileSync(`${file}.results.jsonl`, 'utf8').trim().split('\n').map(parsed);
    expect(results.map(({ row }) => row)).toEqual(lines.map((_line, at) => at));
    const answers = results.map(({ answer }) => answer as { id: string; version: number; repeated: boolean });
    expect(new Set(answers.map(({ id }) => id)).size).toBe(300);
    expect(answers.every(({ version, repeated }) => version === 1 && !repeated)).toBe(true);
  }, 120_000);

  it('says which row was refused, and sends nothing when a line is none', async () => {
    const good = { path: '/applications', body: draftAt(randomUUID()) };
    const bad = { path: '/applications', body: { nonsense: 1 } };
    const file = put('mixed.jsonl', `${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`);
    const mixed = await nuanchao('batch', file, '--lang', 'en');
    expect([mixed.code, mixed.out]).toEqual([1, expect.stringContaining('1 accepted, 1 refused')]);
    const broken = put('broken.jsonl', `${JSON.stringify({ ...good, body: draftAt(randomUUID()) })}\n{"path":\n`);
    const unsent = await nuanchao('batch', broken);
    expect([unsent.code, unsent.err]).toEqual([2, expect.stringContaining('第 2 行')]);
    expect(existsSync(`${broken}.results.jsonl`)).toBe(false);
  }, 60_000);
});

describe('the feed', () => {
  it.each([['--poll'], ['--types', 'application.*']])(
    'comes line by line and goes on behind the kept position: %p',
    async (...how) => {
      const position = join(stage.folder, `position-${how.length}`);
      const follow = async (limit: number) => {
        const { code, out } = await nuanchao('follow', '--position', position, '--limit', String(limit), ...how);
        expect(code).toBe(0);
        return out
          .trim()
          .split('\n')
          .map((line) => parsed(line)['position']);
      };
      const first = await follow(3);
      const second = await follow(2);
      expect(new Set([...first, ...second]).size).toBe(5);
      expect(readFileSync(position, 'utf8')).toBe(second[1]);
    },
    60_000,
  );
});

describe('the check of a webhook', () => {
  it('takes a good signature and refuses a changed body', async () => {
    mkdirSync(join(stage.folder, 'hook'), { recursive: true });
    const secret = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
    const body = JSON.stringify({ id: 'x/1', type: 'x.y', subject: 'x', sequence: '0000000001' });
    const now = new Date();
    const headers = put('hook/headers.json', {
      'Webhook-Id': 'm-1',
      'Webhook-Timestamp': String(Math.floor(now.getTime() / 1000)),
      'Webhook-Signature': new Webhook(secret).sign('m-1', now, body),
    });
    const args = ['verify-webhook', '--headers', headers, '--secret-file', put('hook/secret', secret)];
    const good = await start([...args, '--file', put('hook/body', body)]).ended;
    expect([good.code, good.out]).toEqual([0, expect.stringContaining('m-1')]);
    const changed = await start(args, {}, body.replace('x.y', 'x.z')).ended;
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining('签名')]);
  });
});
