/** One account of each kind; the README names the rest. */
const ACCOUNTS = [
  ['gu-handler.e01', '单位工会经办人 grassroots union handler of E01'],
  ['gu-chair.e01', '基层工会主席 chair of the grassroots union of E01'],
  ['du-reviewer-1.510104', '区县工会审核 district union reviewer, 锦江区'],
  ['mu-leader-1', '市总工会领导 municipal union leader'],
  ['ch-officer-1.510104', '区县卫健核验 county health officer, 锦江区'],
  ['mu-fin-maker-1', '市总财务制单 payment maker'],
  ['mu-audit-1', '市总经审办 auditor'],
  ['sys-admin-1', '系统管理员 operator'],
];

/**
 * What is running where, and who can sign in.
 * @param {Record<string, string>} addresses
 * @param {string} dataDir
 */
export const tableOf = (addresses, dataDir) => {
  const row = ([name, text]) => `  ${name.padEnd(22)} ${text}`;
  return [
    '',
    'Nuanchao 暖巢 is running.',
    '',
    ...Object.entries(addresses)
      .filter(([, address]) => address !== '')
      .map(row),
    '',
    ...ACCOUNTS.map(row),
    '',
    'A token: npm run --silent token -- gu-chair.e01   (more accounts: README)',
    `Logs: commands and what goes wrong below, everything in ${dataDir}/logs`,
    'Stop: Ctrl-C',
    '',
    '',
  ].join('\n');
};
