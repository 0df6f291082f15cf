/** One account of each kind, and what it can do at once; the README names the rest. */
const ACCOUNTS = [
  ['单位工会经办人 union handler of E01', 'gu-handler.e01', '写方案 write a plan, 申请 apply'],
  ['基层工会主席 chair of the union of E01', 'gu-chair.e01', '开会表决 hold the meeting, 提交 submit'],
  ['区县工会审核 district reviewer, 锦江区', 'du-reviewer-1.510104', '审核 review'],
  ['区县卫健核验 health officer, 锦江区', 'ch-officer-1.510104', '核验备案 verify a filing'],
  ['市总工会审核 municipal reviewer', 'mu-reviewer-1', '审核 review'],
  ['核查人员 inspector', 'inspector-union-1', '现场核查 inspect a site'],
  ['市总工会领导 municipal leader', 'mu-leader-1', '联合评审、认定 joint review; 总览 overview'],
  ['市总财务制单 payment maker', 'mu-fin-maker-1', '制单 make a payment order'],
  ['市总经审 auditor', 'mu-audit-1', '审计日志、案件重放 the log, replay of a case'],
  ['系统管理员 operator', 'sys-admin-1', '运行状况、死信 health, dead letters'],
];

/** Columns on a terminal: a Chinese character takes two. @param {string} text */
const widthOf = (text) => text.length + (text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0);

/** @param {string} text @param {number} width */
const padded = (text, width) => text + ' '.repeat(Math.max(1, width - widthOf(text)));

/**
 * What is running where, and who can sign in.
 * @param {Record<string, string>} addresses
 * @param {{ dataDir: string, secret: string }} start
 */
export const tableOf = (addresses, { dataDir, secret }) => {
  const { gateway, ...others } = addresses;
  return [
    '',
    'Nuanchao 暖巢 is running.',
    '',
    `  控制台 console   ${gateway}   用下列账号登录 sign in with an account below   密码 password: ${secret}`,
    '',
    ...ACCOUNTS.map(([role, account, task]) => `  ${padded(role, 42)}${padded(account, 24)}${task}`),
    `  ${padded('公众 the public', 42)}${padded('—', 24)}公示与异议 notices and objections: ${gateway}/public/notices`,
    '',
    ...Object.entries({ gateway, ...others })
      .filter(([, address]) => address !== '')
      .map(([name, address]) => `  ${padded(name, 22)} ${address}`),
    '',
    'A token: npm run --silent token -- gu-chair.e01   (more accounts: README)',
    `Logs: commands and what goes wrong below, everything in ${dataDir}/logs`,
    'Stop: Ctrl-C',
    '',
    '',
  ].join('\n');
};
