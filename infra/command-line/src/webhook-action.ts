import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { verifyWebhook } from '#libs/client';
import { WrongCall, type CommandWish } from './command-wish.js';
import { parseJson, type CommandEnvironment } from './connection.js';
import type { Told } from './told.js';

const Headers = z.record(z.string(), z.string());

/** `verify-webhook`: whether a message was signed with one of our secrets, one a line of the file. @throws WebhookRefused */
export const checkWebhook = ({ options, language }: CommandWish, environment: CommandEnvironment): Told => {
  const { headers: headersFile, file = '-', 'secret-file': secretFile } = options;
  const text = secretFile === undefined ? environment.NUANCHAO_WEBHOOK_SECRET : readFileSync(secretFile, 'utf8');
  if (headersFile === undefined || text === undefined) {
    throw new WrongCall(
      '需要 --headers <JSON 文件> 与密钥（--secret-file 或 NUANCHAO_WEBHOOK_SECRET）',
      'It needs --headers <json file> and the secret (--secret-file or NUANCHAO_WEBHOOK_SECRET)',
    );
  }
  const parsed = Headers.safeParse(parseJson(readFileSync(headersFile, 'utf8'), headersFile));
  if (!parsed.success) throw new WrongCall(`${headersFile} 须为 名称→值`, `${headersFile} must map names to values`);
  const headers = Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [name.toLowerCase(), value]));
  const secrets = text.split(/\s+/).filter(Boolean);
  const value = verifyWebhook(readFileSync(file === '-' ? 0 : file), headers, secrets);
  const { event, id } = value;
  const say = language === 'zh' ? '签名有效' : 'The signature is valid';
  return { value, text: `${say}  ${id}  ${event.type}  ${event.subject}@${Number(event.sequence)}`, code: 0 };
};
