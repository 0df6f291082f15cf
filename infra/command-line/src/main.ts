import { NuanchaoClient } from '#libs/client';
import { loadConfig } from '#libs/config';
import { runBatchFile } from './batch-action.js';
import { callOperation, listOperations } from './call-action.js';
import { usage } from './command-usage.js';
import { commandWish, numberOf, type CommandWish, type Language } from './command-wish.js';
import { CommandEnvironment, connectionOf, signIn, type Connection } from './connection.js';
import { followFeed } from './follow-action.js';
import { listCases, listTasks, showCase } from './list-action.js';
import { errorText, errorValue, exitCodeOf } from './message.js';
import type { Told } from './told.js';
import { checkWebhook } from './webhook-action.js';

/** `nuanchao`: the product on a command line, for people and for scripts. Exit codes: 0 done, 1 refused, 2 not asked. */
const args = process.argv.slice(2);
const isJson = args.includes('--json');
/** Known before anything is parsed: what is wrong with the call is said in it. */
const language: Language = /(^|\n)--lang[=\n]en(\n|$)/.test(args.join('\n')) ? 'en' : 'zh';

const write = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${text}\n`, () => resolve());
  });
const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const answer = async (wish: CommandWish, environment: CommandEnvironment): Promise<Told | undefined> => {
  const connect = (): Connection =>
    connectionOf(wish.options, environment, (why) => note(`${language === 'zh' ? '等待' : 'waiting'}: ${why}`));
  switch (wish.action) {
    case 'login': {
      const file = await signIn(wish.options, environment);
      return {
        value: { file },
        text: language === 'zh' ? `已登录，凭据在 ${file}` : `Signed in; credentials are in ${file}`,
        code: 0,
      };
    }
    case 'token': {
      const token = await connect().tokens.token();
      return { value: { token }, text: token, code: 0 };
    }
    case 'operations':
      return listOperations(wish);
    case 'query':
    case 'command':
    case 'dry-run':
      return callOperation(wish, connect());
    case 'batch': {
      const { tokens, gateway } = connect();
      const patienceMs = numberOf('patience', wish.options.patience, 0) * 1000;
      return runBatchFile(wish, (keys) => new NuanchaoClient({ gateway, tokens, keys, patienceMs }));
    }
    case 'cases':
      return listCases(wish, connect());
    case 'case':
      return showCase(wish, connect());
    case 'tasks':
      return listTasks(wish, connect());
    case 'follow':
      await followFeed(wish, connect(), write);
      return undefined;
    case 'verify-webhook':
      return checkWebhook(wish, environment);
  }
};

const main = async (): Promise<number> => {
  const wish = commandWish(args);
  if (wish === undefined) {
    await write(usage(language));
    return 0;
  }
  const told = await answer(wish, loadConfig(CommandEnvironment));
  if (told === undefined) return 0;
  await write(isJson ? JSON.stringify(told.value) : told.text);
  if (!isJson && told.note !== undefined) note(told.note);
  return told.code;
};

// Whoever reads us has gone, as `head` does: that is no fault of anybody.
process.stdout.on('error', () => process.exit(0));
const code = await main().catch((error: unknown) => {
  note(isJson ? JSON.stringify(errorValue(error)) : errorText(error, language));
  return exitCodeOf(error);
});
process.exit(code);
